/** What goes wrong, when, by a seed. */
@NullMarked
package dev.meridian.faults.nemesis;

import org.jspecify.annotations.NullMarked;
