/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.catalogue;

import org.jspecify.annotations.NullMarked;
