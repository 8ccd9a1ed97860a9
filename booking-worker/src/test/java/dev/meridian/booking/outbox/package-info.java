/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.booking.outbox;

import org.jspecify.annotations.NullMarked;
