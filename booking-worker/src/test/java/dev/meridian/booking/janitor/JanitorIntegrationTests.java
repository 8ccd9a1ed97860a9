package dev.meridian.booking.janitor;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.saga.EventMarks;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.upkeep.CalendarSync;
import dev.meridian.bookings.upkeep.Clash;
import dev.meridian.calendars.NewEvent;
import dev.meridian.calendars.google.GoogleCalendar;
import dev.meridian.calendars.google.GoogleSettings;
import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingRescheduled;
import dev.meridian.schema.booking.CalendarClashFound;
import dev.meridian.schema.booking.ClashKind;
import dev.meridian.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JanitorIntegrationTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final TimeRange SLOT = TimeRange.of(NINE, HOUR);
    private static final TimeRange LATER = TimeRange.of(NINE.plus(Duration.ofHours(2)), HOUR);

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private static final SettableClock CLOCK = new SettableClock(NOW);
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.of(CLOCK, BUSINESS_ZONE));
    private static final GoogleCalendar CALENDAR =
            GoogleCalendar.connect(GoogleSettings.local(SANDBOX.rootUrl(), SANDBOX.token()));

    private final TestJanitor janitor = new TestJanitor(desk, CALENDAR, "one", true);

    @BeforeEach
    void emptyCalendar() {
        SANDBOX.reset();
    }

    @AfterAll
    static void stop() {
        CALENDAR.close();
        SANDBOX.close();
    }

    @Test
    void whatIsAsItShouldBeIsLeftAlone() {
        Booking booking = confirmed("k", SLOT);

        assertThat(janitor.sync()).isOne();
        assertThat(janitor.sync()).isZero();
        assertThat(janitor.syncAt(Duration.ofMinutes(2))).isOne();

        assertThat(desk.booking(booking.id())).isEqualTo(booking);
        assertThat(desk.events()).isEmpty();
        assertThat(SANDBOX.calls(Operation.GET)).isEmpty();
        assertThat(clashes()).isZero();
    }

    @Test
    void anEventThatTheHostDeletesCancelsItsBooking() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        SANDBOX.deleteEvent("primary", booking.eventId());

        janitor.syncAt(Duration.ofMinutes(2));

        Booking cancelled = desk.booking(booking.id());
        assertThat(cancelled.state()).isEqualTo(BookingState.CANCELLED);
        assertThat(cancelled.reason()).isEqualTo("removed_in_calendar");
        assertThat(cancelled.version()).isEqualTo(booking.version() + 1);
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events()).hasSize(2);
        assertThat(only(BookingCancelled.class).getReason()).isEqualTo("removed_in_calendar");
        CalendarClashFound clash = only(CalendarClashFound.class);
        assertThat(clash.getKind()).isEqualTo(ClashKind.MISSING);
        assertThat(clash.getVersion()).isEqualTo(cancelled.version());
        assertThat(clashes()).isZero();
        againChangesNothing();
    }

    @Test
    void aDeletedEventIsFoundWithoutATokenToo() {
        Booking booking = confirmed("k", SLOT);
        confirmed("other", LATER);
        SANDBOX.deleteEvent("primary", booking.eventId());

        janitor.sync();

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void aCalendarThatKnowsNothingOfUsCancelsNobody() {
        Booking booking = confirmed("k", SLOT);
        SANDBOX.reset();

        janitor.sync();

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(open(Clash.Kind.MISSING)).isOne();
        assertThat(only(CalendarClashFound.class).getKind()).isEqualTo(ClashKind.MISSING);
    }

    @Test
    void anEventOfAnAppointmentThatIsOverMayBeDeleted() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        desk.setClock(SLOT.end());
        SANDBOX.deleteEvent("primary", booking.eventId());

        janitor.sync();

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void aBookingFollowsItsEventToAFreeTime() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        move(booking, LATER);

        janitor.syncAt(Duration.ofMinutes(2));

        Booking moved = desk.booking(booking.id());
        assertThat(moved.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(moved.slot()).isEqualTo(LATER);
        assertThat(moved.version()).isEqualTo(booking.version() + 1);
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.count("occupancies where live and lower(slot) = '" + LATER.start() + "'"))
                .isOne();
        BookingRescheduled event = only(BookingRescheduled.class);
        assertThat(event.getPreviousStart()).isEqualTo(SLOT.start());
        assertThat(event.getStart()).isEqualTo(LATER.start());
        assertThat(only(CalendarClashFound.class).getKind()).isEqualTo(ClashKind.MOVED);
        assertThat(clashes()).isZero();
        againChangesNothing();
    }

    @Test
    void aMoveToATakenTimeIsToldAndTheBookingStays() {
        Booking booking = confirmed("k", SLOT);
        confirmed("other", LATER);
        janitor.sync();
        move(booking, LATER);

        janitor.syncAt(Duration.ofMinutes(2));

        assertThat(desk.booking(booking.id())).isEqualTo(booking);
        assertThat(open(Clash.Kind.MOVED)).isOne();
        assertThat(only(CalendarClashFound.class).getKind()).isEqualTo(ClashKind.MOVED);
        againChangesNothing();

        move(booking, SLOT);
        janitor.syncAt(Duration.ofMinutes(20));
        assertThat(clashes()).isZero();
        assertThat(desk.events()).hasSize(1);
    }

    @Test
    void aBookingFollowsOnceTheTimeBecomesFree() {
        Booking booking = confirmed("k", SLOT);
        Booking other = confirmed("other", LATER);
        janitor.sync();
        move(booking, LATER);
        janitor.syncAt(Duration.ofMinutes(2));

        SANDBOX.deleteEvent("primary", other.eventId());
        janitor.syncAt(Duration.ofMinutes(8));

        assertThat(desk.booking(other.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.booking(booking.id()).slot()).isEqualTo(LATER);
        assertThat(clashes()).isZero();
    }

    @Test
    void whereTheBookDoesNotFollowItOnlyTells() {
        TestJanitor teller = new TestJanitor(desk, CALENDAR, "teller", false);
        Booking moved = confirmed("k", SLOT);
        Booking removed = confirmed("other", LATER);
        teller.sync();
        move(moved, TimeRange.of(LATER.end(), HOUR));
        SANDBOX.deleteEvent("primary", removed.eventId());

        teller.syncAt(Duration.ofMinutes(2));

        assertThat(desk.booking(moved.id())).isEqualTo(moved);
        assertThat(desk.booking(removed.id())).isEqualTo(removed);
        assertThat(open(Clash.Kind.MOVED)).isOne();
        assertThat(open(Clash.Kind.MISSING)).isOne();
        assertThat(desk.events()).hasSize(2).allMatch(CalendarClashFound.class::isInstance);

        restore(removed);
        teller.syncAt(Duration.ofMinutes(4));
        assertThat(open(Clash.Kind.MISSING)).isZero();
    }

    @Test
    void whatIsUnderWayIsTheSagasBusiness() {
        Booking writing = advance(held("k", SLOT), BookingState.WRITING, Change.under(LEASE));
        insert(writing);
        janitor.sync();
        SANDBOX.deleteEvent("primary", writing.eventId());

        janitor.syncAt(Duration.ofMinutes(2));
        assertThat(desk.booking(writing.id()).state()).isEqualTo(BookingState.WRITING);

        // The saga had seen the event, and confirms only now.
        advance(desk.booking(writing.id()), BookingState.CONFIRMED, Change.event("etag", null, null));
        janitor.syncAt(Duration.ofMinutes(5));
        assertThat(desk.booking(writing.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void anEventThatWasLeftBehindIsRemovedAfterAWhile() {
        Booking booking = confirmed("k", SLOT);
        conclude(booking);

        janitor.sync();
        assertThat(live()).hasSize(1);
        janitor.syncAt(Duration.ofMinutes(10));
        assertThat(live()).hasSize(1);

        janitor.syncAt(Duration.ofMinutes(16));
        assertThat(live()).isEmpty();
        assertThat(janitor.found(JanitorMeters.Found.ORPHAN)).isOne();
        againChangesNothing();
    }

    @Test
    void anEventThatAPersonRestoresAfterItsBookingEndedIsRemovedAgain() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        SANDBOX.deleteEvent("primary", booking.eventId());
        janitor.syncAt(Duration.ofMinutes(2));
        CLOCK.set(TestJanitor.at(Duration.ofMinutes(20)));
        restore(booking);

        janitor.syncAt(Duration.ofMinutes(21));
        assertThat(live()).hasSize(1);
        janitor.syncAt(Duration.ofMinutes(36));

        assertThat(live()).isEmpty();
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void anEventThatIsRestoredInTimeIsAsIfNothingHadBeen() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        SANDBOX.deleteEvent("primary", booking.eventId());
        restore(booking);

        janitor.syncAt(Duration.ofMinutes(2));

        assertThat(desk.booking(booking.id())).isEqualTo(booking);
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void aLostRowIsMadeAgainFromItsEvent() {
        Booking booking = confirmed("k", SLOT);
        loseRows();

        janitor.sync();
        assertThat(desk.count("bookings")).isZero();
        janitor.syncAt(Duration.ofMinutes(16));

        Booking restored = desk.booking(booking.id());
        assertThat(restored.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(restored.slot()).isEqualTo(SLOT);
        assertThat(restored.service()).isEqualTo("standard");
        assertThat(restored.staff()).isEqualTo("default");
        assertThat(restored.timeZone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(restored.customer().id()).isNotNull();
        assertThat(restored.customer())
                .isEqualTo(new Customer(restored.customer().id(), "Ada Lovelace", "+12135550123", null));
        assertThat(restored.origin().source()).isEqualTo("retell");
        assertThat(restored.origin().isOf(new RequestKey("retell", "k"))).isTrue();
        assertThat(restored.origin().isOf(new RequestKey("retell", "other"))).isFalse();
        assertThat(restored.version()).isGreaterThan(booking.version());
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(only(BookingConfirmed.class).getBookingId()).isEqualTo(booking.id());
        assertThat(desk.count("requests")).isZero();
        againChangesNothing();
    }

    @Test
    void aLostRowWhoseTimeIsTakenIsToldToWhoHasIt() {
        Booking lost = confirmed("k", SLOT);
        loseRows();
        Booking holder = advance(held("other", SLOT), BookingState.WRITING, Change.under(LEASE));
        holder = advance(holder, BookingState.CONFIRMED, Change.event("etag", null, null));
        insert(holder);

        janitor.syncAt(Duration.ofMinutes(16));

        assertThat(desk.count("bookings where id = '" + lost.id() + "'")).isZero();
        assertThat(open(Clash.Kind.OVERLAP)).isOne();
        CalendarClashFound clash = only(CalendarClashFound.class);
        assertThat(clash.getBookingId()).isEqualTo(holder.id());
        assertThat(clash.getCalendarEventId()).isEqualTo(lost.eventId());
        againChangesNothing();

        SANDBOX.deleteEvent("primary", lost.eventId());
        janitor.syncAt(Duration.ofMinutes(30));
        assertThat(clashes()).isZero();
    }

    @Test
    void anotherInstallationsEventIsAStrangers() {
        UUID id = UUID.randomUUID();
        SANDBOX.putEvent("primary", """
                {"summary": "Theirs", "start": {"dateTime": "%s"}, "end": {"dateTime": "%s"},
                 "extendedProperties": {"private": {"meridian": "1", "bookingId": "%s", "generation": "1"}}}""".formatted(SLOT.start(), SLOT.end(), id));

        janitor.syncAt(Duration.ofMinutes(20));
        janitor.syncAt(Duration.ofMinutes(60));

        assertThat(desk.count("bookings")).isZero();
        assertThat(live()).hasSize(1);
    }

    @Test
    void aStrangersEventBesideABookingIsToldOnce() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        String dentist = SANDBOX.putEvent("primary", "Dentist", SLOT.start().minusSeconds(600), SLOT.end());
        SANDBOX.putEvent("primary", "Touches", SLOT.end(), SLOT.end().plusSeconds(600));
        SANDBOX.putEvent("primary", """
                {"summary": "Free", "transparency": "transparent",
                 "start": {"dateTime": "%s"}, "end": {"dateTime": "%s"}}""".formatted(SLOT.start(), SLOT.end()));

        janitor.syncAt(Duration.ofMinutes(2));

        assertThat(desk.booking(booking.id())).isEqualTo(booking);
        CalendarClashFound clash = only(CalendarClashFound.class);
        assertThat(clash.getKind()).isEqualTo(ClashKind.OVERLAP);
        assertThat(clash.getCalendarEventId()).isEqualTo(dentist);
        assertThat(open(Clash.Kind.OVERLAP)).isOne();
        SANDBOX.changeEvent("primary", dentist, "{\"summary\": \"Dentist!\"}");
        againChangesNothing();
        assertThat(open(Clash.Kind.OVERLAP)).isOne();

        SANDBOX.changeEvent("primary", dentist, times(LATER));
        janitor.syncAt(Duration.ofMinutes(30));
        assertThat(clashes()).isZero();
        assertThat(desk.count("clashes")).isOne();
    }

    @Test
    void aClashEndsWithItsBooking() {
        Booking booking = confirmed("k", SLOT);
        SANDBOX.putEvent("primary", "Dentist", SLOT.start(), SLOT.end());
        janitor.sync();
        assertThat(open(Clash.Kind.OVERLAP)).isOne();

        conclude(booking);
        janitor.syncAt(Duration.ofMinutes(2));

        assertThat(clashes()).isZero();
    }

    @Test
    void anExpiredTokenMeansThatEverythingIsRead() {
        Booking booking = confirmed("k", SLOT);
        confirmed("other", LATER);
        janitor.sync();
        SANDBOX.expireSyncTokens("primary");
        SANDBOX.deleteEvent("primary", booking.eventId());

        janitor.syncAt(Duration.ofMinutes(2));

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
        againChangesNothing();
    }

    @Test
    void aCalendarThatIsAwayIsAskedAgainAfterAPauseAndNothingIsMissed() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        SANDBOX.deleteEvent("primary", booking.eventId());
        SANDBOX.faults().add(Fault.status(Operation.LIST, 503, "backendError"));

        assertThat(janitor.syncAt(Duration.ofMinutes(2))).isOne();
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(janitor.meters
                        .get("meridian.calendar.syncs")
                        .tag("result", "failed")
                        .counter()
                        .count())
                .isOne();
        janitor.syncAt(Duration.ofMinutes(3));

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void aQuotaThatIsUsedUpIsNotHammered() {
        confirmed("k", SLOT);
        SANDBOX.faults().add(Fault.status(Operation.LIST, 403, "quotaExceeded"));
        janitor.sync();
        SANDBOX.forgetCalls();

        assertThat(janitor.syncAt(Duration.ofMinutes(9))).isZero();
        janitor.syncs.request("primary", false).block();
        assertThat(janitor.sync()).isZero();
        assertThat(SANDBOX.calls()).isEmpty();
        assertThat(janitor.syncAt(Duration.ofMinutes(130))).isOne();
    }

    @Test
    void whoeverAsksIsHeardAtOnce() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        SANDBOX.deleteEvent("primary", booking.eventId());
        assertThat(janitor.sync()).isZero();

        janitor.syncs.request("primary", false).block();

        assertThat(janitor.sync()).isOne();
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(janitor.sync()).isZero();
    }

    @Test
    void twoInstancesDoNotLookAtOnceAndNothingHappensTwice() {
        Booking booking = confirmed("k", SLOT);
        janitor.sync();
        SANDBOX.deleteEvent("primary", booking.eventId());
        TestJanitor other = new TestJanitor(desk, CALENDAR, "two", true);
        desk.setClock(TestJanitor.at(Duration.ofMinutes(2)));
        CalendarSync slow = janitor.claim().getFirst();
        assertThat(other.sync()).isZero();

        // Thought dead after its lease, it comes back beside the one that took over.
        desk.setClock(TestJanitor.at(Duration.ofMinutes(5)));
        CalendarSync takenOver = other.claim().getFirst();
        janitor.run(slow);
        other.run(takenOver);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.events()).hasSize(2);
        assertThat(janitor.meters
                        .get("meridian.calendar.syncs")
                        .tag("result", "taken_over")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void anAuditFindsNothingWhereAllIsWell() {
        confirmed("k", SLOT);

        assertThat(janitor.audit(true)).isTrue();

        assertThat(janitor.meters.get("meridian.invariant").gauges())
                .hasSize(15)
                .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
        assertThat(janitor.audit(false)).isFalse();
        desk.setClock(TestJanitor.at(Duration.ofMinutes(61)));
        assertThat(janitor.audit(false)).isTrue();
    }

    @Test
    void anAuditFindsWhatIsWrong() {
        Booking gone = confirmed("gone", SLOT);
        Booking noSlot = confirmed("no-slot", LATER);
        Booking ended = confirmed("ended", TimeRange.of(LATER.end(), HOUR));
        Booking stuck = held("stuck", TimeRange.of(LATER.end().plus(HOUR), HOUR));
        SANDBOX.deleteEvent("primary", gone.eventId());
        desk.run("delete from occupancies where booking_id = '" + noSlot.id() + "'");
        desk.run("update bookings set state = 'CANCELLED' where id = '" + ended.id() + "'");
        desk.setClock(TestJanitor.at(Duration.ofMinutes(40)));

        janitor.audit(true);

        assertThat(janitor.invariant("confirmed_without_event")).isOne();
        assertThat(janitor.invariant("booking_without_slot")).isOne();
        assertThat(janitor.invariant("slot_of_ended_booking")).isOne();
        assertThat(janitor.invariant("event_without_booking")).isOne();
        assertThat(janitor.invariant("open_saga")).isOne();
        assertThat(janitor.invariant("overdue_hold")).isOne();
        assertThat(janitor.invariant("overlap")).isZero();
        assertThat(stuck.state()).isEqualTo(BookingState.HELD);
    }

    @Test
    void anAuditFindsBookingsThatWaitForTheirHostTooLongOrAreInTheCalendarAlready() {
        Booking waiting = held("waiting", SLOT);
        desk.bookings.awaitHost(waiting, TestJanitor.at(Duration.ofMinutes(30))).block();
        desk.setClock(TestJanitor.at(Duration.ofMinutes(20)));
        janitor.audit(true);
        assertThat(janitor.invariant("overdue_hold")).isZero();
        assertThat(janitor.invariant("open_saga")).isZero();
        assertThat(janitor.invariant("event_without_host")).isZero();

        desk.run("update bookings set etag = 'e'");
        desk.setClock(TestJanitor.at(Duration.ofMinutes(31)));
        janitor.audit(true);

        assertThat(janitor.invariant("overdue_hold")).isOne();
        assertThat(janitor.invariant("event_without_host")).isOne();
    }

    @Test
    void anAuditSeesOverlapsThatTheConstraintWouldRefuse() {
        confirmed("k", SLOT);
        confirmed("other", LATER);
        desk.run("alter table occupancies drop constraint occupancies_never_overlap");
        try {
            desk.run("update occupancies set slot = tstzrange('" + SLOT.start() + "', '" + SLOT.end() + "')");

            janitor.audit(true);

            assertThat(janitor.invariant("overlap")).isOne();
        } finally {
            desk.run("truncate occupancies");
            desk.run("alter table occupancies add constraint occupancies_never_overlap exclude using gist"
                    + " (resource_id with =, holder with <>, slot with &&) where (live)");
        }
    }

    @Test
    void onlyTheLastAuditorShowsWhatItFound() {
        TestJanitor other = new TestJanitor(desk, CALENDAR, "two", true);
        janitor.audit(true);
        other.audit(true);

        janitor.audit(false);

        assertThat(janitor.invariant("overlap")).isNaN();
        assertThat(other.invariant("overlap")).isZero();
    }

    @Test
    void whatTheCalendarDoesNotTellIsUnknownAndNotZero() {
        SANDBOX.faults().add(Fault.status(Operation.LIST, 503, "backendError"));

        janitor.audit(true);

        assertThat(janitor.invariant("confirmed_without_event")).isNaN();
        assertThat(janitor.invariant("overlap")).isZero();
    }

    /** All that is there is read again, and once more. */
    private void againChangesNothing() {
        List<SpecificRecord> events = desk.events();
        String book = book();
        janitor.syncs.request("primary", true).block();
        assertThat(janitor.sync()).isOne();
        janitor.syncs.request("primary", false).block();
        assertThat(janitor.sync()).isOne();
        assertThat(desk.events()).isEqualTo(events);
        assertThat(book()).isEqualTo(book);
    }

    private static String book() {
        return Objects.requireNonNull(desk.database
                .sql("""
                        select (select coalesce(string_agg(b::text, ';' order by id), '') from bookings b)
                            || (select coalesce(string_agg(o::text, ';' order by id), '') from occupancies o)
                            || (select coalesce(string_agg(c.kind || c.event_id || c.found_at || coalesce(c.resolved_at::text, ''),
                                ';' order by id), '') from clashes c) as book""")
                .map(row -> row.get("book", String.class))
                .one()
                .block());
    }

    private static long clashes() {
        return desk.count("clashes where resolved_at is null");
    }

    private long open(Clash.Kind kind) {
        return Objects.requireNonNull(
                Objects.requireNonNull(janitor.clashes.counts().block()).get(kind));
    }

    private static List<String> live() {
        return SANDBOX.events("primary").stream()
                .filter(event -> !event.contains("\"cancelled\""))
                .toList();
    }

    private static <T extends SpecificRecord> T only(Class<T> type) {
        List<T> events =
                desk.events().stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static void move(Booking booking, TimeRange time) {
        SANDBOX.changeEvent("primary", booking.eventId(), times(time));
    }

    private static void restore(Booking booking) {
        SANDBOX.changeEvent("primary", booking.eventId(), "{\"status\": \"confirmed\"}");
    }

    private static String times(TimeRange time) {
        return "{\"start\": {\"dateTime\": \"%s\"}, \"end\": {\"dateTime\": \"%s\"}}"
                .formatted(time.start(), time.end());
    }

    /** The database goes back to a time before the bookings. */
    private static void loseRows() {
        desk.run("truncate requests, waiters, bookings, occupancies, sessions, seats, outbox, calendar_syncs, clashes");
    }

    private static Booking confirmed(String key, TimeRange slot) {
        Booking writing = advance(held(key, slot), BookingState.WRITING, Change.under(LEASE));
        String etag = insert(writing);
        return advance(writing, BookingState.CONFIRMED, Change.event(etag, null, null));
    }

    private static String insert(Booking booking) {
        CLOCK.set(NOW);
        return CALENDAR.insert(
                        "primary",
                        new NewEvent(
                                booking.eventId(),
                                "Standard appointment – " + booking.customer().name(),
                                "Phone: " + booking.customer().phone() + "\nBooking: " + booking.id(),
                                booking.slot().start(),
                                booking.slot().end(),
                                BUSINESS_ZONE,
                                false,
                                EventMarks.of(booking),
                                List.of(),
                                false))
                .etag();
    }

    private static void conclude(Booking booking) {
        desk.transactions.run(() -> desk.decisions.removed(booking)).block();
        desk.run("truncate outbox");
    }

    private static Booking advance(Booking seen, BookingState next, Change change) {
        return Objects.requireNonNull(desk.bookings.advance(seen, next, change).block());
    }

    private static Booking held(String key, TimeRange slot) {
        UUID bookingId = desk.ids.bookingId(new RequestKey("retell", key));
        NewBooking booking = new NewBooking(
                bookingId,
                LEASE,
                Instant.parse("2026-11-21T10:01:00Z"),
                "primary",
                desk.ids.eventId(bookingId, 1),
                "standard",
                "default",
                false,
                slot,
                Duration.ZERO,
                Duration.ZERO,
                ZoneId.of("America/Los_Angeles"),
                BUSINESS_ZONE,
                new Customer("Ada Lovelace", "+12135550123", null),
                null,
                List.of(),
                Map.of(),
                new Origin("retell", key, null, null));
        return Objects.requireNonNull(desk.transactions
                .run(() -> desk.occupancies
                        .take(bookingId, List.of("default"), slot, Duration.ZERO, Duration.ZERO)
                        .then(desk.bookings.hold(booking)))
                .block());
    }
}
