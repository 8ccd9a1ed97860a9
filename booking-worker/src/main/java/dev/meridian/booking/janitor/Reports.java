package dev.meridian.booking.janitor;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.upkeep.Clash;
import dev.meridian.bookings.upkeep.Clashes;
import dev.meridian.scheduling.time.TimeRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Writes down where calendar and book disagree and tells it, once as long as it lasts. */
final class Reports {

    private static final Logger log = LoggerFactory.getLogger(Reports.class);

    private final Clashes clashes;
    private final Outbox outbox;
    private final BookingEventsPublisher events;
    private final Transactions transactions;
    private final OutboxRelay relay;

    Reports(
            Clashes clashes,
            Outbox outbox,
            BookingEventsPublisher events,
            Transactions transactions,
            OutboxRelay relay) {
        this.clashes = clashes;
        this.outbox = outbox;
        this.events = events;
        this.transactions = transactions;
        this.relay = relay;
    }

    /** Something that stays so until a person settles it. */
    void open(Booking booking, String eventId, Clash.Kind kind, @Nullable TimeRange time) {
        transactions
                .run(() -> clashes.found(booking, eventId, kind, time).flatMap(clash -> tell(booking, clash)))
                .blockOptional()
                .ifPresent(clash -> {
                    log.warn(
                            "{}: the calendar disagrees: {}, event {} in calendar {}",
                            booking.id(),
                            kind,
                            eventId,
                            booking.calendarId());
                    relay.wake();
                });
    }

    /** Something that the caller's transaction settles. */
    Mono<Clash> settled(Booking booking, Clash.Kind kind, @Nullable TimeRange time) {
        return clashes.settled(booking, booking.eventId(), kind, time).flatMap(clash -> tell(booking, clash));
    }

    private Mono<Clash> tell(Booking booking, Clash clash) {
        return outbox.add(events.clash(booking, clash)).thenReturn(clash);
    }
}
