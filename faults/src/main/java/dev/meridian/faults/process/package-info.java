/** The parts of the system as processes that can be killed and paused. */
@NullMarked
package dev.meridian.faults.process;

import org.jspecify.annotations.NullMarked;
