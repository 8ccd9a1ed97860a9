package dev.meridian.booking.saga;

import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.calendars.CalendarConnector;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;

/** Puts sagas together as the worker does, for tests of other packages. */
public final class SagaParts {

    private SagaParts() {}

    /** Sagas of one worker, not started: they sweep when they are told. */
    public static Sagas sagas(
            CalendarConnector calendar,
            Bookings bookings,
            Occupancies occupancies,
            Sessions sessions,
            Catalogue catalogue,
            Seating seating,
            BookingIds ids,
            Decisions decisions,
            Transactions transactions,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            RandomGenerator random,
            Lease lease,
            int concurrency,
            MeterRegistry registry) {
        SagaMeters meters = new SagaMeters(registry);
        SessionEvents events = new SessionEvents(calendar, bookings, catalogue, ids, false);
        Saga saga = new Saga(
                new CalendarSteps(calendar, bookings, occupancies, sessions, catalogue, calendarId -> {}, false),
                new SeatSteps(sessions, seating, events, transactions),
                bookings,
                decisions,
                transactions,
                (seen, busy, decided) -> Mono.empty(),
                replies,
                relay,
                new Backoff(random),
                lease,
                meters);
        Tidying tidying = new Tidying(sessions, events, transactions, new Backoff(random));
        return new Sagas(saga, bookings, sessions, tidying, lease, Duration.ofSeconds(1), concurrency, meters);
    }
}
