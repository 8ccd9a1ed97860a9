/** Tests of nemesis. */
@NullMarked
package dev.meridian.faults.nemesis;

import org.jspecify.annotations.NullMarked;
