package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.request.TestHours.ALWAYS;
import static dev.meridian.booking.request.TestHours.at;
import static dev.meridian.booking.request.TestHours.move;
import static dev.meridian.booking.request.TestRequests.answered;
import static dev.meridian.booking.request.TestRequests.underWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.TestService;
import dev.meridian.booking.saga.FakeCalendar;
import dev.meridian.booking.saga.TestSaga;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.scheduling.catalogue.Assignment;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.schema.booking.BookingConfirmed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets an appointment: anybody, somebody by name, or everybody at once. */
class StaffChoiceIntegrationTests {

    private static final Schedule MORNINGS = Schedule.weekly(
            "mornings", BUSINESS_ZONE, List.of(WeeklyWindow.of(Set.of(Weekday.values()), "06:00", "12:00")));

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final TestRequests requests = new TestRequests(desk);
    private final TestHours hours = new TestHours(requests);
    private final FakeCalendar calendar = new FakeCalendar();
    private final TestSaga saga = new TestSaga(desk, calendar, false, LEASE, requests.placement::handOver);

    @BeforeEach
    void hire() {
        desk.hire("amy", 1, ALWAYS);
        desk.hire("ben", 3, ALWAYS);
        desk.hire("cat", 0, ALWAYS);
    }

    @Test
    void goesRoundByTurns() {
        desk.offer(TestService.of("talk", "amy", "ben", "cat"));

        assertThat(IntStream.range(0, 6)
                        .mapToObj(hour -> hours.booked("talk", hour).staff()))
                .containsExactly("amy", "ben", "cat", "amy", "ben", "cat");
    }

    @Test
    void parallelCallersGoRoundByTurnsToo() {
        desk.offer(TestService.of("talk", "amy", "ben", "cat"));

        List<Acceptance> all = hours.inParallel(
                IntStream.range(0, 21).mapToObj(hour -> at("talk", hour)).toList());

        assertThat(all.stream()
                        .map(TestRequests::underWay)
                        .collect(Collectors.groupingBy(Booking::staff, Collectors.counting())))
                .isEqualTo(Map.of("amy", 7L, "ben", 7L, "cat", 7L));
    }

    @Test
    void nobodyIsSentAwayWhileSomebodyIsFree() {
        desk.offer(TestService.of("talk", "amy", "ben", "cat"));

        List<Acceptance> all = hours.inParallel(IntStream.range(0, 12)
                .mapToObj(caller -> at("talk", 1).setRequestId("caller-" + caller))
                .toList());

        assertThat(all)
                .filteredOn(Acceptance.UnderWay.class::isInstance)
                .extracting(acceptance -> underWay(acceptance).staff())
                .containsExactlyInAnyOrder("amy", "ben", "cat");
        assertThat(all)
                .filteredOn(Acceptance.Answered.class::isInstance)
                .hasSize(9)
                .allSatisfy(
                        acceptance -> assertThat(answered(acceptance).status()).isEqualTo(Status.SLOT_TAKEN));
    }

    @Test
    void sharesGoByWeightAndWhoHasNoneIsAskedLast() {
        desk.offer(TestService.of("talk", "amy", "ben", "cat").by(Assignment.WEIGHT));

        assertThat(IntStream.range(0, 8)
                        .mapToObj(hour -> hours.booked("talk", hour).staff()))
                .containsExactlyInAnyOrder("amy", "amy", "ben", "ben", "ben", "ben", "ben", "ben");
        hours.booked("talk", 9, "amy");
        hours.booked("talk", 9, "ben");
        assertThat(hours.booked("talk", 9).staff()).isEqualTo("cat");
    }

    @Test
    void whatIsLongPastOrHasEndedIsNobodysShare() {
        desk.offer(TestService.of("talk", "amy", "ben").by(Assignment.WEIGHT));
        desk.hire("ben", 1, ALWAYS);
        hours.booked("talk", 1, "amy");
        assertThat(hours.booked("talk", 2).staff()).isEqualTo("ben");
        desk.run("update bookings set created_at = created_at - interval '31 days' where staff = 'amy'");
        assertThat(hours.booked("talk", 3).staff()).isEqualTo("amy");
        desk.run("update bookings set state = 'CANCELLED' where staff = 'ben'");
        assertThat(hours.booked("talk", 4).staff()).isEqualTo("ben");
    }

    @Test
    void whoHasMoreTimeThatDayGetsIt() {
        desk.offer(TestService.of("talk", "amy", "ben").by(Assignment.AVAILABILITY));
        desk.offer(TestService.of("walk", "amy", "ben"));
        hours.booked("walk", 1, "amy");

        assertThat(hours.booked("talk", 2).staff()).isEqualTo("ben");
        assertThat(hours.booked("talk", 3).staff()).isEqualTo("amy");
        // The next day both are free, but amy has less left of the week.
        hours.booked("walk", 4, "amy");
        assertThat(hours.booked("talk", 25).staff()).isEqualTo("ben");
    }

    @Test
    void whoIsNamedIsNotReplaced() {
        desk.offer(TestService.of("talk", "amy", "ben"));
        hours.booked("talk", 1, "ben");

        assertThat(hours.refusal(at("talk", 1).setStaff("ben"))).isEqualTo(Outcome.of(Status.SLOT_TAKEN, "slot_taken"));
        assertThat(hours.booked("talk", 1).staff()).isEqualTo("amy");
    }

    @Test
    void whoseHoursAreOverIsPassedOver() {
        desk.hire("dan", 1, MORNINGS);
        desk.offer(TestService.of("talk", "amy", "dan"));

        assertThat(hours.booked("talk", 7).staff()).isEqualTo("amy");
        assertThat(hours.booked("talk", 15).staff()).isEqualTo("amy");
        assertThat(hours.booked("talk", 8).staff()).isEqualTo("dan");
    }

    @Test
    void allAreTakenWhereAllAreNeeded() {
        desk.offer(TestService.of("board", "ben", "amy").withAllAtOnce().in("hall"));
        desk.offer(TestService.of("talk", "amy"));

        Booking booking = hours.booked("board", 1);

        assertThat(booking.staff()).isEqualTo("ben");
        assertThat(booking.calendarId()).isEqualTo("ben");
        assertThat(desk.occupancies.resources(booking.id()).collectList().block())
                .containsExactly("amy", "ben", "resource:hall");
        assertThat(desk.occupancies.calendars(booking.id()).collectList().block())
                .containsExactly("amy", "ben");
        assertThat(hours.refusal(at("talk", 1)).status()).isEqualTo(Status.SLOT_TAKEN);
        hours.booked("talk", 2);
        assertThat(hours.refusal(at("board", 2)).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(desk.count("occupancies where live")).isEqualTo(4);
    }

    @Test
    void whereAllAreNeededTheHoursOfAllCountWhoeverIsNamed() {
        desk.hire("dan", 1, MORNINGS);
        desk.offer(TestService.of("board", "amy", "dan").withAllAtOnce());

        assertThat(hours.refusal(at("board", 15).setStaff("amy"))).isEqualTo(Outcome.of(Status.NOT_ALLOWED, "closed"));
        assertThat(hours.booked("board", 7, "dan").staff()).isEqualTo("amy");
        desk.offer(TestService.of("board", "amy", "nobody-yet").withAllAtOnce());
        assertThat(hours.refusal(at("board", 9))).isEqualTo(Outcome.of(Status.NOT_ALLOWED, "no_staff"));
    }

    @Test
    void allMoveTogether() {
        desk.offer(TestService.of("board", "ben", "amy").withAllAtOnce().in("hall"));
        desk.offer(TestService.of("talk", "amy"));
        Booking booking = hours.booked("board", 1);
        hours.booked("talk", 3);
        desk.run("update bookings set state = 'CONFIRMED'");

        assertThat(answered(requests.ask(move("m1", booking, 3))).status()).isEqualTo(Status.SLOT_TAKEN);
        underWay(requests.ask(move("m2", booking, 4)));

        assertThat(desk.count("occupancies where live and booking_id = '" + booking.id() + "'"))
                .isEqualTo(6);
        assertThat(hours.refusal(at("talk", 4)).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(hours.refusal(at("talk", 1)).status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void whoseCalendarIsFullIsReplacedBeforeAnythingIsWritten() {
        desk.offer(TestService.of("talk", "amy", "ben", "cat").in("blue"));
        Booking booking = hours.booked("talk", 1);
        assertThat(booking.staff()).isEqualTo("amy");
        assertThat(booking.anyStaff()).isTrue();
        calendar.putIn("amy", "theatre", booking.slot().start(), booking.slot().end());
        calendar.putIn("ben", "cinema", booking.slot().start(), booking.slot().end());

        saga.run(booking);

        Booking confirmed = desk.booking(booking.id());
        assertThat(confirmed.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(confirmed.staff()).isEqualTo("cat");
        assertThat(confirmed.calendarId()).isEqualTo("cat");
        assertThat(calendar.calendarOf(booking.eventId())).isEqualTo("cat");
        assertThat(calendar.calls).containsExactly("list", "list", "list", "insert", "list");
        assertThat(desk.occupancies.resources(booking.id()).collectList().block())
                .containsExactly("cat", "resource:blue");
        assertThat(desk.outcome("retell", "talk-1")).isEqualTo(Outcome.booked(booking.id()));
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingConfirmed.class,
                        event -> assertThat(event.getStaff()).isEqualTo("cat"));
    }

    @Test
    void whenAllCalendarsAreFullNobodyTakesIt() {
        desk.offer(TestService.of("talk", "amy", "ben"));
        Booking booking = hours.booked("talk", 1);
        calendar.put("holiday", booking.slot().start(), booking.slot().end(), true, false);

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(desk.outcome("retell", "talk-1").status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(calendar.calls).containsExactly("list", "list");
        assertThat(desk.count("occupancies where live")).isZero();
    }

    @Test
    void whoWasAskedForIsNotReplacedEvenIfTheirCalendarIsFull() {
        desk.offer(TestService.of("talk", "amy", "ben"));
        Booking booking = hours.booked("talk", 1, "amy");
        calendar.putIn("amy", "theatre", booking.slot().start(), booking.slot().end());

        saga.run(booking);

        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(desk.booking(booking.id()).staff()).isEqualTo("amy");
    }

    @Test
    void noneOfTheCalendarsThatAreReadMayHoldSomethingElse() {
        desk.hire(
                new Staff(
                        "dan",
                        "Dan",
                        BUSINESS_ZONE,
                        List.of(
                                new CalendarUse("dan-work", true, true),
                                new CalendarUse("dan-home", true, false),
                                new CalendarUse("dan-birthdays", false, false)),
                        "always",
                        1,
                        1),
                ALWAYS);
        desk.offer(TestService.of("talk", "dan"));
        Booking first = hours.booked("talk", 1);
        Booking second = hours.booked("talk", 2);
        calendar.putIn("dan-home", "dentist", first.slot().start(), first.slot().end());
        calendar.putIn(
                "dan-birthdays", "aunt", second.slot().start(), second.slot().end());

        saga.run(first);
        saga.run(second);

        assertThat(desk.booking(first.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(desk.booking(second.id()).state()).isEqualTo(BookingState.CONFIRMED);
        // And neither may it hold something where the appointment is moved to.
        saga.run(underWay(requests.ask(move("m", desk.booking(second.id()), 1))));
        assertThat(desk.booking(second.id()).slot()).isEqualTo(second.slot());
        assertThat(desk.outcome("retell", "m").status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void whereAllAreNeededTheCalendarsOfAllAreLookedAtAndTheOthersAreInvited() {
        desk.hire(
                new Staff(
                        "eve",
                        "Eve",
                        BUSINESS_ZONE,
                        List.of(new CalendarUse("eve@example.org", true, true)),
                        "always",
                        1,
                        1),
                ALWAYS);
        desk.offer(TestService.of("board", "amy", "ben", "eve").withAllAtOnce());
        TestSaga inviting = new TestSaga(desk, calendar, true, LEASE);
        Booking first = hours.booked("board", 1);
        Booking second = hours.booked("board", 2);
        calendar.putIn("ben", "dentist", first.slot().start(), first.slot().end());

        inviting.run(first);
        inviting.run(second);

        assertThat(desk.booking(first.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(desk.booking(second.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(calendar.calendarOf(second.eventId())).isEqualTo("amy");
        assertThat(calendar.inserts)
                .singleElement()
                .satisfies(event -> assertThat(event.attendees()).containsExactly("eve@example.org"));
        saga.run(underWay(requests.ask(move("m", desk.booking(second.id()), 1))));
        assertThat(desk.booking(second.id()).slot()).isEqualTo(second.slot());
        assertThat(desk.count("occupancies where live")).isEqualTo(3);
    }
}
