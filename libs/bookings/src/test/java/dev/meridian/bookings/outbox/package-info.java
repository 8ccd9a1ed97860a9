/** Tests of the package of the same name. */
@NullMarked
package dev.meridian.bookings.outbox;

import org.jspecify.annotations.NullMarked;
