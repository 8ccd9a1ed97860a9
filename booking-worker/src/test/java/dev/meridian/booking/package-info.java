/** Tests of the write path. */
@NullMarked
package dev.meridian.booking;

import org.jspecify.annotations.NullMarked;
