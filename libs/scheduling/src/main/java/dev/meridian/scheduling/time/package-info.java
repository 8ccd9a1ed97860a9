/** Ranges of instants, sets of them, and wall-clock times that may not exist or exist twice. */
@NullMarked
package dev.meridian.scheduling.time;

import org.jspecify.annotations.NullMarked;
