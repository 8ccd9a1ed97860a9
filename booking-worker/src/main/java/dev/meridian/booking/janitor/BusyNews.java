package dev.meridian.booking.janitor;

import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.bookings.upkeep.BusyTold;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What there is to tell of a calendar's busy times.
 *
 * @param told what others know once this is told
 * @param message null: nothing new
 */
record BusyNews(BusyTold told, @Nullable OutboxMessage message) {

    /** Tells it in the caller's transaction. */
    Mono<Void> tell(Outbox outbox) {
        return message == null ? Mono.empty() : outbox.add(message);
    }
}
