/** Dates, times and zones as a person says them, in plain English. */
@NullMarked
package dev.meridian.scheduling.speech;

import org.jspecify.annotations.NullMarked;
