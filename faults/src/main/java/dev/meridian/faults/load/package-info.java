/** Callers, and what they were told: the witness outside the system. */
@NullMarked
package dev.meridian.faults.load;

import org.jspecify.annotations.NullMarked;
