/** Events on their way out, written in the transaction that makes them true. */
@NullMarked
package dev.meridian.bookings.outbox;

import org.jspecify.annotations.NullMarked;
