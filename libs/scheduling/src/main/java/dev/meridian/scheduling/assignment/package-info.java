/** Who of several people gets an appointment. */
@NullMarked
package dev.meridian.scheduling.assignment;

import org.jspecify.annotations.NullMarked;
