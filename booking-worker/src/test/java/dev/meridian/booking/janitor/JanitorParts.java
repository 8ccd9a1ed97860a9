package dev.meridian.booking.janitor;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.saga.Backoff;
import dev.meridian.booking.saga.SessionEvents;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Identification;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.Clashes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.messaging.serde.AvroCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Puts the janitor together as the worker does, for tests of other packages. */
public final class JanitorParts {

    private JanitorParts() {}

    /** The looks of one worker: each call takes one at a calendar that is due, for the caller to run. */
    public static Supplier<Optional<Runnable>> looks(
            CalendarConnector calendar,
            CalendarSyncs syncs,
            Clashes clashes,
            Bookings bookings,
            Occupancies occupancies,
            Sessions sessions,
            Catalogue catalogue,
            Seating seating,
            BookingIds ids,
            Identification identification,
            Outbox outbox,
            Decisions decisions,
            BookingEventsPublisher events,
            Transactions transactions,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            AvroCodec codec,
            Clock clock,
            ZoneId businessZone,
            RandomGenerator random,
            Lease lease,
            MeterRegistry registry) {
        JanitorConfiguration parts = new JanitorConfiguration();
        JanitorSettings settings = new JanitorSettings(
                Duration.ofMinutes(1), Duration.ofMinutes(2), 1, Duration.ofMinutes(15), true, Duration.ofHours(1));
        JanitorMeters meters = parts.janitorMeters(registry);
        OwnEvents own = parts.ownEvents(bookings, sessions, ids);
        Reports reports = parts.reports(clashes, outbox, events, transactions, relay);
        HostChanges host =
                parts.hostChanges(decisions, clashes, reports, transactions, replies, relay, settings, meters);
        LostBookings lost = parts.lostBookings(
                catalogue,
                bookings,
                occupancies,
                decisions,
                identification,
                reports,
                transactions,
                relay,
                businessZone,
                meters);
        CalendarLook look = parts.calendarLook(
                calendar,
                bookings,
                sessions,
                seating,
                new SessionEvents(calendar, bookings, catalogue, ids, false),
                syncs,
                clashes,
                own,
                host,
                lost,
                reports,
                transactions,
                settings,
                meters);
        CalendarKeeper keeper = new CalendarKeeper(
                look,
                parts.busyLook(calendar, codec, clock, meters),
                syncs,
                catalogue,
                bookings,
                outbox,
                relay,
                transactions,
                new Backoff(random),
                new Lease(lease.owner(), settings.lease()),
                settings.sync(),
                meters);
        return () -> {
            Calendars calendars = keeper.calendars();
            return keeper.claim(calendars, 1).stream().findFirst().map(sync -> () -> keeper.run(sync, calendars));
        };
    }
}
