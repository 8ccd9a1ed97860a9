/** Makes a process die at a chosen place in its code. Loaded into the services; uses nothing of theirs. */
@NullMarked
package dev.meridian.faults.agent;

import org.jspecify.annotations.NullMarked;
