/** Tests of agent. */
@NullMarked
package dev.meridian.faults.agent;

import org.jspecify.annotations.NullMarked;
