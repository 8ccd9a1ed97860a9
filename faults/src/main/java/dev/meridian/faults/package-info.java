/** Runs the whole system as processes under load and faults, and checks it against what callers were told. */
@NullMarked
package dev.meridian.faults;

import org.jspecify.annotations.NullMarked;
