/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.request;

import org.jspecify.annotations.NullMarked;
