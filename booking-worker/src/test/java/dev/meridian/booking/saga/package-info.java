/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.booking.saga;

import org.jspecify.annotations.NullMarked;
