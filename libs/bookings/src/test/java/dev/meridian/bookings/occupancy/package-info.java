/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.occupancy;

import org.jspecify.annotations.NullMarked;
