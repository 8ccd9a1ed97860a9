/** Public holidays of countries and their subdivisions. */
@NullMarked
package dev.meridian.scheduling.holiday;

import org.jspecify.annotations.NullMarked;
