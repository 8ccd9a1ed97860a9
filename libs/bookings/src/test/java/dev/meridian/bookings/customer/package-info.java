/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.customer;

import org.jspecify.annotations.NullMarked;
