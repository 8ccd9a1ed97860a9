/** The relay that sends what the outbox holds. */
@NullMarked
package dev.meridian.booking.outbox;

import org.jspecify.annotations.NullMarked;
