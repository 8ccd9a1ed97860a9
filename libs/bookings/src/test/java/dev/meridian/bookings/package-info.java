/** Tests of the book. */
@NullMarked
package dev.meridian.bookings;

import org.jspecify.annotations.NullMarked;
