/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.booking;

import org.jspecify.annotations.NullMarked;
