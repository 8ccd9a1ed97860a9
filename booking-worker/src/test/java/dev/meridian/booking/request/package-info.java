/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.booking.request;

import org.jspecify.annotations.NullMarked;
