/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.identity;

import org.jspecify.annotations.NullMarked;
