package dev.meridian.booking.janitor;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.NOW;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.saga.Backoff;
import dev.meridian.booking.saga.SessionEvents;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.identity.ChannelTokens;
import dev.meridian.bookings.upkeep.Audits;
import dev.meridian.bookings.upkeep.CalendarSync;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.ChannelTry;
import dev.meridian.bookings.upkeep.Clashes;
import dev.meridian.bookings.upkeep.R2dbcAudits;
import dev.meridian.bookings.upkeep.R2dbcCalendarChannels;
import dev.meridian.bookings.upkeep.R2dbcCalendarSyncs;
import dev.meridian.bookings.upkeep.R2dbcClashes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The janitor's parts of one instance, beside a desk. Time moves when the test says so. */
final class TestJanitor {

    static final Duration INTERVAL = Duration.ofMinutes(1);
    static final ChannelTokens TOKENS = new ChannelTokens("0123456789abcdef0123456789abcdef");
    static final Duration GRACE = Duration.ofMinutes(15);

    private final TestDesk desk;
    private final CalendarKeeper keeper;
    private final ChannelKeeper channels;
    private final Audit audit;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CalendarSyncs syncs;
    final Clashes clashes;
    final Audits audits;

    TestJanitor(TestDesk desk, CalendarConnector calendar, String name, boolean follow) {
        this(desk, calendar, name, follow, null);
    }

    /** One whose calendars' changes are told to an address. */
    TestJanitor(TestDesk desk, CalendarConnector calendar, String name, boolean follow, @Nullable URI address) {
        this.desk = desk;
        this.syncs = new R2dbcCalendarSyncs(desk.database);
        this.clashes = new R2dbcClashes(desk.database);
        this.audits = new R2dbcAudits(desk.database);
        Lease lease = new Lease(name, Duration.ofMinutes(2));
        JanitorMeters found = new JanitorMeters(meters);
        SessionEvents sessionEvents = new SessionEvents(calendar, desk.bookings, desk.catalogue, desk.ids, false);
        OwnEvents own = new OwnEvents(desk.bookings, desk.sessions, desk.ids);
        Reports reports = new Reports(clashes, desk.outbox, desk.events, desk.transactions, desk.relay);
        HostChanges host = new HostChanges(
                desk.decisions, clashes, reports, desk.transactions, desk.replies, desk.relay, follow, found);
        LostBookings lost = new LostBookings(
                desk.catalogue,
                desk.bookings,
                desk.occupancies,
                desk.decisions,
                desk.identification,
                reports,
                desk.transactions,
                desk.relay,
                BUSINESS_ZONE,
                found);
        CalendarLook look = new CalendarLook(
                calendar,
                desk.bookings,
                desk.sessions,
                desk.seating,
                sessionEvents,
                syncs,
                clashes,
                own,
                host,
                lost,
                reports,
                desk.transactions,
                GRACE,
                found);
        keeper = new CalendarKeeper(
                look,
                new BusyLook(calendar, new CalendarBusyPublisher(desk.codec), new SettableClock(NOW), found),
                syncs,
                desk.catalogue,
                desk.bookings,
                desk.outbox,
                desk.relay,
                desk.transactions,
                new Backoff(new Random(1)),
                lease,
                INTERVAL,
                found);
        channels = new ChannelKeeper(
                calendar,
                new R2dbcCalendarChannels(desk.database),
                TOKENS,
                Optional.ofNullable(address),
                desk.transactions,
                new Backoff(new Random(1)),
                found);
        audit = new Audit(
                audits,
                desk.bookings,
                desk.sessions,
                sessionEvents,
                syncs,
                calendar,
                own,
                desk.transactions,
                lease,
                Duration.ofHours(1),
                GRACE,
                new InvariantGauges(meters));
    }

    /** Looks at whatever is due now; how many calendars that were. */
    int sync() {
        Calendars calendars = keeper.calendars();
        List<CalendarSync> due = keeper.claim(calendars, 10);
        due.forEach(sync -> keeper.run(sync, calendars));
        return due.size();
    }

    /** Some time after the start of the test. */
    int syncAt(Duration time) {
        desk.setClock(at(time));
        return sync();
    }

    /** Opens whatever channels are due now; how many that were. */
    int openChannels() {
        List<ChannelTry> due = claimChannels();
        due.forEach(channels::open);
        return due.size();
    }

    List<ChannelTry> claimChannels() {
        return channels.claim(keeper.calendars().kept(), 10);
    }

    void open(ChannelTry attempt) {
        channels.open(attempt);
    }

    double channels(String result) {
        var counter =
                meters.find("meridian.calendar.channels").tag("result", result).counter();
        return counter == null ? 0 : counter.count();
    }

    static Instant at(Duration time) {
        return NOW.plus(time);
    }

    List<CalendarSync> claim() {
        return keeper.claim(keeper.calendars(), 10);
    }

    void run(CalendarSync sync) {
        keeper.run(sync, keeper.calendars());
    }

    boolean audit(boolean first) {
        return audit.lookIfDue(() -> keeper.calendars().kept(), first);
    }

    double invariant(String name) {
        return meters.get("meridian.invariant").tag("name", name).gauge().value();
    }

    double found(JanitorMeters.Found what) {
        var counter = meters.find("meridian.janitor.found")
                .tag("what", what.name().toLowerCase(Locale.ROOT))
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
