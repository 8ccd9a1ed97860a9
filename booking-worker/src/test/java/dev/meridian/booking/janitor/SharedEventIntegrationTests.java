package dev.meridian.booking.janitor;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.saga.TestSaga;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.session.Session;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.google.GoogleCalendar;
import dev.meridian.calendars.google.GoogleSettings;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingRescheduled;
import dev.meridian.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do to an event that many bookings share. */
class SharedEventIntegrationTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATER_ON = Duration.ofMinutes(20);
    private static final TimeRange SLOT = TimeRange.of(NINE, HOUR);
    private static final TimeRange LATER = TimeRange.of(NINE.plus(Duration.ofHours(2)), HOUR);

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private static final SettableClock CLOCK = new SettableClock(NOW);
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.of(CLOCK, BUSINESS_ZONE));
    private static final GoogleCalendar CALENDAR =
            GoogleCalendar.connect(GoogleSettings.local(SANDBOX.rootUrl(), SANDBOX.token()));

    private final TestJanitor janitor = new TestJanitor(desk, CALENDAR, "one", true);
    private final TestSaga saga = new TestSaga(desk, CALENDAR, false, LEASE);

    @BeforeEach
    void empty() {
        SANDBOX.reset();
        desk.offer("class", 3);
    }

    @AfterAll
    static void stop() {
        CALENDAR.close();
        SANDBOX.close();
    }

    @Test
    void whatIsAsItShouldBeIsLeftAloneAndPassesTheAudit() {
        Booking first = booked("k1", SLOT);
        Booking second = booked("k2", SLOT);

        janitor.sync();
        janitor.syncAt(LATER_ON);
        // Nobody relays here.
        desk.run("truncate outbox");
        janitor.audit(true);

        assertThat(desk.booking(first.id())).isEqualTo(first);
        assertThat(desk.booking(second.id())).isEqualTo(second);
        assertThat(desk.count("clashes")).isZero();
        assertThat(janitor.meters.get("meridian.invariant").gauges())
                .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
    }

    @Test
    void theHostWhoDeletesTheEventCancelsAllAndTheNextGetsAnother() {
        Booking first = booked("k1", SLOT);
        Booking second = booked("k2", SLOT);
        Booking elsewhere = booked("k3", LATER);
        janitor.sync();
        SANDBOX.deleteEvent("primary", first.eventId());

        janitor.syncAt(LATER_ON);

        assertThat(List.of(desk.booking(first.id()), desk.booking(second.id()))).allSatisfy(booking -> {
            assertThat(booking.state()).isEqualTo(BookingState.CANCELLED);
            assertThat(booking.reason()).isEqualTo("removed_in_calendar");
        });
        assertThat(desk.booking(elsewhere.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(desk.events()).filteredOn(BookingCancelled.class::isInstance).hasSize(2);
        assertThat(desk.count("seats where live")).isOne();
        assertThat(desk.count("occupancies where live")).isOne();
        Booking next = booked("k4", SLOT);
        assertThat(next.eventId()).isNotEqualTo(first.eventId());
    }

    @Test
    void whoeverTakesASeatWhileTheOthersAreCancelledIsNotLeftBehind() {
        Booking first = booked("k1", SLOT);
        janitor.sync();
        move(first.eventId(), LATER);
        List<Booking> late = new ArrayList<>();
        CalendarConnector slow = beforeEachGet(() -> {
            if (late.isEmpty()) {
                late.add(booked("k2", SLOT));
                SANDBOX.deleteEvent("primary", first.eventId());
            }
        });

        new TestJanitor(desk, slow, "one", true).syncAt(LATER_ON);
        janitor.syncAt(LATER_ON.plus(LATER_ON));

        assertThat(List.of(
                        desk.booking(first.id()), desk.booking(late.getFirst().id())))
                .extracting(Booking::state)
                .containsExactly(BookingState.CANCELLED, BookingState.CANCELLED);
        assertThat(desk.count("seats where live")).isZero();
        assertThat(desk.count("occupancies where live")).isZero();
    }

    @Test
    void whoeverBeginsToMoveWhileAllAreCancelledIsCancelledIfHeStays() {
        Booking first = booked("k1", SLOT);
        booked("k2", LATER);
        booked("k3", LATER);
        Booking full = booked("k4", LATER);
        janitor.sync();
        move(first.eventId(), TimeRange.of(LATER.end(), HOUR));
        List<Booking> moving = new ArrayList<>();
        CalendarConnector slow = beforeEachGet(() -> {
            if (moving.isEmpty()) {
                moving.add(Objects.requireNonNull(desk.bookings
                        .advance(
                                first,
                                BookingState.MOVING,
                                Change.move(
                                        LEASE,
                                        Move.toSeat(Objects.requireNonNull(full.sessionId()), LATER, BUSINESS_ZONE)))
                        .block()));
                SANDBOX.deleteEvent("primary", first.eventId());
            }
        });

        new TestJanitor(desk, slow, "one", true).syncAt(LATER_ON);
        saga.run(Objects.requireNonNull(
                desk.bookings.turnBack(moving.getFirst(), LEASE, "slot_taken").block()));
        assertThat(desk.booking(first.id()).state()).isEqualTo(BookingState.CONFIRMED);
        janitor.syncAt(LATER_ON.plus(LATER_ON));

        assertThat(desk.booking(first.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.booking(full.id()).state()).isEqualTo(BookingState.CONFIRMED);
    }

    @Test
    void aDeletedEventIsFoundWithoutATokenToo() {
        Booking booking = booked("k1", SLOT);
        booked("k2", LATER);
        SANDBOX.deleteEvent("primary", booking.eventId());

        janitor.sync();

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.CANCELLED);
    }

    @Test
    void allFollowTheirEventToAFreeTimeAndOthersCanJoinThemThere() {
        Booking first = booked("k1", SLOT);
        Booking second = booked("k2", SLOT);
        janitor.sync();
        move(first.eventId(), LATER);

        janitor.syncAt(LATER_ON);

        assertThat(List.of(desk.booking(first.id()), desk.booking(second.id()))).allSatisfy(booking -> {
            assertThat(booking.slot()).isEqualTo(LATER);
            assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
        });
        assertThat(desk.events())
                .filteredOn(BookingRescheduled.class::isInstance)
                .hasSize(2);
        assertThat(desk.count("occupancies where live and lower(slot) = '" + LATER.start() + "'"))
                .isEqualTo(2);
        assertThat(desk.count("occupancies where live")).isEqualTo(2);
        assertThat(booked("k3", LATER).eventId()).isEqualTo(first.eventId());
        // A session of its own at the old time.
        assertThat(booked("k4", SLOT).eventId()).isNotEqualTo(first.eventId());
    }

    @Test
    void anEventThatWasMovedTellsItsNewTimeAndPassesTheAudit() {
        Booking booking = booked("k1", SLOT);
        janitor.sync();
        move(booking.eventId(), LATER);

        janitor.syncAt(LATER_ON);
        saga.tidy();
        janitor.audit(true);

        assertThat(live())
                .singleElement()
                .asString()
                .contains("Tuesday, November 24, 2026, 12:30 AM to 1:30 AM")
                .doesNotContain("November 23");
        assertThat(janitor.invariant("seats_not_shown")).isZero();
    }

    @Test
    void aMoveToATimeThatSomebodyHasIsToldForAllAndTheyStay() {
        Booking first = booked("k1", SLOT);
        Booking second = booked("k2", SLOT);
        booked("k3", LATER);
        janitor.sync();
        move(first.eventId(), TimeRange.of(LATER.start().plusSeconds(1800), HOUR));

        janitor.syncAt(LATER_ON);

        assertThat(desk.booking(first.id())).isEqualTo(first);
        assertThat(desk.booking(second.id())).isEqualTo(second);
        assertThat(desk.count("clashes where resolved_at is null and kind = 'MOVED'"))
                .isEqualTo(2);
    }

    @Test
    void aMoveWaitsForThoseWhoAreUnderWay() {
        Booking first = booked("k1", SLOT);
        janitor.sync();
        move(first.eventId(), LATER);
        Booking held = held("k2", SLOT);

        janitor.syncAt(LATER_ON);
        assertThat(desk.booking(first.id()).slot()).isEqualTo(SLOT);
        saga.run(held);
        janitor.syncAt(LATER_ON.plus(LATER_ON));

        assertThat(desk.booking(first.id()).slot()).isEqualTo(LATER);
        assertThat(desk.booking(held.id()).slot()).isEqualTo(LATER);
    }

    @Test
    void anEventOfAClosedGenerationThatSomebodyRestoresIsRemoved() {
        Booking first = booked("k1", SLOT);
        undo(first);
        Booking next = booked("k2", SLOT);
        janitor.sync();
        SANDBOX.changeEvent("primary", first.eventId(), "{\"status\": \"confirmed\"}");

        janitor.syncAt(Duration.ofMinutes(2));
        janitor.syncAt(LATER_ON);

        assertThat(live()).singleElement().asString().contains(next.eventId());
        assertThat(desk.booking(next.id())).isEqualTo(next);
    }

    @Test
    void anEventThatNobodySharesAnyMoreIsClosedAndRemoved() {
        Booking first = booked("k1", SLOT);
        // As after a database that went back and forth.
        desk.run("update bookings set state = 'CANCELLED'");
        desk.run("update seats set live = false");
        desk.run("update occupancies set live = false");

        janitor.sync();
        janitor.syncAt(LATER_ON);
        saga.tidy();

        assertThat(live()).isEmpty();
        assertThat(booked("k2", SLOT).eventId()).isNotEqualTo(first.eventId());
    }

    @Test
    void anEventWhoseSessionIsLostIsLeftAsItIs() {
        booked("k1", SLOT);
        desk.run("truncate requests, waiters, bookings, occupancies, sessions, seats, outbox, calendar_syncs");

        janitor.sync();
        janitor.syncAt(LATER_ON);

        assertThat(live()).hasSize(1);
        assertThat(janitor.found(JanitorMeters.Found.UNREADABLE)).isOne();
    }

    @Test
    void theLastOneWhomTheBookKnowsDoesNotTakeTheEventAlongFromThoseItHasLost() {
        Booking lost = booked("k1", SLOT);
        lose(lost);
        Booking last = booked("k2", SLOT);
        assertThat(last.eventId()).isEqualTo(lost.eventId());

        undo(last);

        assertThat(desk.booking(last.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.count("seats where live")).isZero();
        isLeftTo(lost, last);
        janitor.sync();
        janitor.syncAt(LATER_ON);
        isLeftTo(lost, last);
        // For a person to settle.
        assertThat(janitor.found(JanitorMeters.Found.UNREADABLE)).isOne();
        desk.setClock(NOW.plus(HOUR));
        janitor.audit(true);
        assertThat(janitor.invariant("event_without_booking")).isOne();
    }

    @Test
    void anEventThatOnlySomebodyLostSharesIsNotClosed() {
        Booking lost = booked("k1", SLOT);
        Booking known = booked("k2", SLOT);
        lose(lost);
        // As after a database that went back and forth.
        desk.run("update bookings set state = 'CANCELLED'");
        desk.run("update seats set live = false");
        desk.run("update occupancies set live = false");

        janitor.sync();
        janitor.syncAt(LATER_ON);
        saga.tidy();

        assertThat(janitor.found(JanitorMeters.Found.UNREADABLE)).isOne();
        Booking next = booked("k3", SLOT);
        assertThat(next.eventId()).isEqualTo(lost.eventId());
        isLeftTo(lost, known);
        assertThat(live()).singleElement().asString().contains(next.id().toString());
    }

    @Test
    void anAuditSeesAListThatIsNotTheSeatsAndHasItWrittenAnew() {
        Booking booking = booked("k1", SLOT);
        SANDBOX.changeEvent("primary", booking.eventId(), "{\"description\": \"Nothing here\"}");

        janitor.audit(true);
        assertThat(janitor.invariant("seats_not_shown")).isOne();
        saga.tidy();
        janitor.audit(true);

        assertThat(janitor.invariant("seats_not_shown")).isZero();
        assertThat(live())
                .singleElement()
                .asString()
                .contains("Nothing here")
                .contains(booking.id().toString());
    }

    /** There is one event, which lists somebody and somebody else not. */
    private static void isLeftTo(Booking listed, Booking notListed) {
        assertThat(live())
                .singleElement()
                .asString()
                .contains(listed.eventId(), listed.id().toString())
                .doesNotContain(notListed.id().toString());
    }

    private static void lose(Booking booking) {
        for (String rows : List.of("seats where booking_id", "occupancies where booking_id", "bookings where id")) {
            desk.run("delete from " + rows + " = '" + booking.id() + "'");
        }
    }

    private void undo(Booking booking) {
        saga.run(Objects.requireNonNull(desk.bookings
                .advance(booking, BookingState.UNDOING, Change.undo(LEASE, BookingState.CANCELLED, "customer"))
                .block()));
    }

    private Booking booked(String key, TimeRange slot) {
        CLOCK.set(NOW);
        Booking held = held(key, slot);
        saga.run(held);
        Booking booking = desk.booking(held.id());
        assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
        return booking;
    }

    private static Booking held(String key, TimeRange slot) {
        Service service = desk.catalogue.service("class").blockOptional().orElseThrow();
        UUID bookingId = desk.ids.bookingId(new RequestKey("retell", key));
        NewBooking booking = new NewBooking(
                bookingId,
                LEASE,
                NOW.plus(Duration.ofHours(2)),
                "primary",
                desk.ids.eventId(bookingId, 1),
                "class",
                "default",
                false,
                slot,
                Duration.ZERO,
                Duration.ZERO,
                ZoneId.of("America/Los_Angeles"),
                BUSINESS_ZONE,
                new Customer("Ada " + key, "+12135550123", null),
                null,
                List.of(),
                Map.of(),
                new Origin("retell", key, null, null));
        return desk.transactions
                .run(() -> desk.seating
                        .take(bookingId, service, "default", slot, "primary", List.of("default"))
                        .flatMap((Session session) ->
                                desk.bookings.hold(booking).flatMap(held -> desk.seating.join(held, session))))
                .blockOptional()
                .orElseThrow();
    }

    /** The calendar, where something happens before an event is looked at closely. */
    private static CalendarConnector beforeEachGet(Runnable first) {
        return (CalendarConnector) Proxy.newProxyInstance(
                CalendarConnector.class.getClassLoader(),
                new Class<?>[] {CalendarConnector.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        first.run();
                    }
                    return method.invoke(CALENDAR, arguments);
                });
    }

    private static void move(String eventId, TimeRange time) {
        SANDBOX.changeEvent(
                "primary",
                eventId,
                "{\"start\": {\"dateTime\": \"%s\"}, \"end\": {\"dateTime\": \"%s\"}}"
                        .formatted(time.start(), time.end()));
    }

    private static List<String> live() {
        return SANDBOX.events("primary").stream()
                .filter(event -> !event.contains("\"cancelled\""))
                .toList();
    }
}
