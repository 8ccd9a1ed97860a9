/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.booking.identity;

import org.jspecify.annotations.NullMarked;
