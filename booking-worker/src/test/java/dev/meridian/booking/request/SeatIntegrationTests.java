package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.OTHER_LEASE;
import static dev.meridian.booking.TestDesk.request;
import static dev.meridian.booking.request.TestRequests.answered;
import static dev.meridian.booking.request.TestRequests.cancellation;
import static dev.meridian.booking.request.TestRequests.reschedule;
import static dev.meridian.booking.request.TestRequests.underWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.saga.FakeCalendar;
import dev.meridian.booking.saga.TestSaga;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.upkeep.Invariant;
import dev.meridian.bookings.upkeep.R2dbcAudits;
import dev.meridian.calendars.Attendee;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** Many customers, one slot, one event. */
class SeatIntegrationTests {

    private static final String AT_TEN = "2026-11-23T10:00";
    private static final Instant TEN = NINE.plusSeconds(3600);
    private static final int SEATS = 10;

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final FakeCalendar calendar = new FakeCalendar();
    private final TestRequests requests = new TestRequests(desk);
    private final TestSaga saga = new TestSaga(desk, calendar, false, LEASE);
    private final TestSaga otherSaga = new TestSaga(desk, calendar, false, OTHER_LEASE);

    @BeforeEach
    void offer() {
        desk.offer("class", SEATS);
    }

    @Test
    void ofFiftyCallersAtOnceTenGetASeatInOneEvent() throws Exception {
        TestSaga shared = new TestSaga(desk, oneAtATime(calendar), false, LEASE);
        List<Acceptance> answers = Flux.range(0, 50)
                .flatMap(n -> requests.asking(seat("k" + n)), 16)
                .collectList()
                .blockOptional()
                .orElseThrow();
        List<Booking> held = answers.stream()
                .filter(Acceptance.UnderWay.class::isInstance)
                .map(TestRequests::underWay)
                .toList();
        assertThat(held).hasSize(SEATS);
        assertThat(answers)
                .filteredOn(Acceptance.Answered.class::isInstance)
                .hasSize(40)
                .allSatisfy(answer -> assertThat(answered(answer).status()).isEqualTo(Status.SLOT_TAKEN));

        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            held.forEach(booking -> workers.execute(() -> shared.run(booking)));
        }
        desk.setClock(NOW.plusSeconds(20));
        shared.sweep();

        assertThat(desk.count("bookings where state = 'CONFIRMED'")).isEqualTo(SEATS);
        assertThat(seatsIn(theEvent())).hasSize(SEATS);
        assertThat(desk.events())
                .filteredOn(BookingConfirmed.class::isInstance)
                .hasSize(SEATS)
                .allSatisfy(event -> assertThat(((BookingConfirmed) event).getCalendarEventId())
                        .isEqualTo(theEvent().id()));
        agrees();
    }

    @Test
    void theEventListsWhoComesAndCarriesTheSessionsMarks() {
        Booking ada =
                booked(seat("k1").setNotes("by the window --- please\nthanks").setGuests(List.of("bob@example.org")));
        Booking grace = booked(seat("k2").setCustomer(new Customer("Grace Hopper", null, "grace@example.org")));

        CalendarEvent event = theEvent();
        assertThat(event.summary()).isEqualTo("Group class");
        assertThat(event.description())
                .contains("Time: Monday, November 23, 2026, 10:30 PM to 11:30 PM, India Standard Time (Asia/Kolkata)")
                .contains("- Ada Lovelace, +12135550123; guests: bob@example.org; notes: by the window – please thanks"
                        + " (booking " + ada.id() + ")")
                .contains("- Grace Hopper, grace@example.org (booking " + grace.id() + ")");
        Session session = session();
        assertThat(event.id())
                .isEqualTo(session.eventId())
                .isEqualTo(desk.ids.eventId(session.id(), 1))
                .isEqualTo(ada.eventId())
                .isEqualTo(grace.eventId());
        assertThat(event.privateProperties())
                .containsEntry("meridian", "1")
                .containsEntry("sessionId", session.id().toString())
                .containsEntry("generation", "1")
                .containsEntry("service", "class")
                .containsEntry("staff", "default")
                .doesNotContainKey("bookingId");
        assertThat(session.id()).isEqualTo(desk.ids.sessionId("class", "default", ada.slot(), 1));
    }

    @Test
    void whoGivesASeatUpLeavesTheEventAndAnotherGetsIt() {
        List<Booking> all =
                IntStream.range(0, SEATS).mapToObj(n -> booked(seat("k" + n))).toList();
        assertThat(answered(requests.ask(seat("late"))).status()).isEqualTo(Status.SLOT_TAKEN);

        cancelled("c", all.get(3).id());

        assertThat(seatsIn(theEvent()))
                .hasSize(SEATS - 1)
                .doesNotContain(all.get(3).id());
        agrees();
        Booking next = booked(seat("next"));
        assertThat(next.eventId()).isEqualTo(all.getFirst().eventId());
        assertThat(seatsIn(theEvent())).hasSize(SEATS).contains(next.id());
        agrees();
    }

    @Test
    void theLastOneTakesTheEventAlongAndTheNextGetsAnother() {
        Booking first = booked(seat("k1"));
        Booking second = booked(seat("k2"));

        cancelled("c1", first.id());
        cancelled("c2", second.id());

        assertThat(calendar.live()).isEmpty();
        assertThat(calendar.isTombstone(first.eventId())).isTrue();
        assertThat(desk.count("seats where live")).isZero();
        assertThat(desk.count("occupancies where live")).isZero();
        Booking next = booked(seat("k3"));
        assertThat(next.eventId()).isNotEqualTo(first.eventId());
        assertThat(next.generation()).isEqualTo(2);
        agrees();
    }

    @Test
    void everybodyElseIsKeptOutOfTheSlot() {
        booked(seat("k"));

        assertThat(answered(requests.ask(request("other"))).status()).isEqualTo(Status.SLOT_TAKEN);
        underWay(requests.ask(request("later").setStart(AT_TEN)));
        assertThat(answered(requests.ask(seat("at ten").setStart(AT_TEN))).status())
                .isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void aStrangersEventRefusesWhoComesAndLeavesTheOthersAlone() {
        Booking first = booked(seat("k1"));
        calendar.put("human", NINE.plusSeconds(600), NINE.plusSeconds(1200), true, false);

        Booking second = underWay(requests.ask(seat("k2")));
        saga.run(second);

        assertThat(desk.booking(second.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(desk.booking(first.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(seatsIn(calendar.find(first.eventId()))).containsExactly(first.id());
    }

    @Test
    void aWorkerMayDieAtAnyCallWhileItTakesASeat() {
        survives(false, () -> booked(seat("k0")), () -> underWay(requests.ask(seat("k"))), booking -> {
            assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
            assertThat(seatsIn(theEvent())).hasSize(2);
        });
    }

    @Test
    void aWorkerMayDieAtAnyCallWhileItBeginsASession() {
        survives(false, () -> {}, () -> underWay(requests.ask(seat("k"))), booking -> {
            assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
            assertThat(seatsIn(theEvent())).containsExactly(booking.id());
        });
    }

    @Test
    void aWorkerMayDieAtAnyCallWhileItGivesASeatUp() {
        survives(
                false,
                () -> {
                    booked(seat("k0"));
                    booked(seat("k"));
                },
                () -> underWay(requests.ask(cancellation("c", requests.bookingId("k")))),
                booking -> {
                    assertThat(booking.state()).isEqualTo(BookingState.CANCELLED);
                    assertThat(seatsIn(theEvent())).containsExactly(requests.bookingId("k0"));
                });
    }

    @Test
    void aWorkerMayDieAtAnyCallWhileItEndsASession() {
        survives(
                false,
                () -> booked(seat("k")),
                () -> underWay(requests.ask(cancellation("c", requests.bookingId("k")))),
                booking -> {
                    assertThat(booking.state()).isEqualTo(BookingState.CANCELLED);
                    assertThat(calendar.live()).isEmpty();
                });
    }

    @Test
    void aWorkerMayDieAtAnyCallWhileItMovesASeat() {
        survives(
                true,
                () -> {
                    booked(seat("k0"));
                    booked(seat("k"));
                    booked(seat("k1").setStart(AT_TEN));
                },
                () -> underWay(requests.ask(reschedule("m", requests.bookingId("k"), AT_TEN))),
                booking -> {
                    assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
                    assertThat(booking.slot().start()).isEqualTo(TEN);
                    assertThat(seatsAt(NINE)).containsExactly(requests.bookingId("k0"));
                    assertThat(seatsAt(TEN)).containsExactlyInAnyOrder(booking.id(), requests.bookingId("k1"));
                });
    }

    @Test
    void aWorkerMayDieAtAnyCallWhileTheOnlySeatMoves() {
        survives(
                true,
                () -> booked(seat("k")),
                () -> underWay(requests.ask(reschedule("m", requests.bookingId("k"), AT_TEN))),
                booking -> {
                    assertThat(booking.slot().start()).isEqualTo(TEN);
                    assertThat(theEvent().start()).isEqualTo(TEN);
                    assertThat(seatsIn(theEvent())).containsExactly(booking.id());
                });
    }

    @Test
    void aWorkerMayDieAtAnyCallWhileAMoveIsGivenUp() {
        survives(
                true,
                () -> {
                    booked(seat("k"));
                    calendar.put("human", TEN, TEN.plusSeconds(600), true, false);
                },
                () -> underWay(requests.ask(reschedule("m", requests.bookingId("k"), AT_TEN))),
                booking -> {
                    assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
                    assertThat(booking.slot().start()).isEqualTo(NINE);
                    assertThat(seatsAt(NINE)).containsExactly(booking.id());
                    assertThat(calendar.live()).hasSize(2);
                });
    }

    @Test
    void aSessionThatHasBegunIsFilledAlsoWhenTheDayIsFull() {
        desk.offer("class", "{\"name\": \"Group class\", \"capacity\": 2, \"max_per_day\": 1}");
        booked(seat("k1"));

        assertThat(answered(requests.ask(seat("k2").setStart(AT_TEN)))).satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(Status.NOT_ALLOWED);
            assertThat(outcome.reason()).isEqualTo("max_per_day");
        });
        booked(seat("k3"));
        assertThat(seatsIn(theEvent())).hasSize(2);
        assertThat(answered(requests.ask(seat("k4"))).status()).isEqualTo(Status.NOT_ALLOWED);
        agrees();
    }

    @Test
    void aMovedSeatIsFreeForOthersAndItsBookingGoesWithTheOtherEvent() {
        IntStream.range(0, SEATS).forEach(n -> booked(seat("k" + n)));
        Booking there = booked(seat("there").setStart(AT_TEN));

        saga.run(underWay(requests.ask(reschedule("m", requests.bookingId("k4"), AT_TEN))));
        saga.tidy();

        Booking moved = desk.booking(requests.bookingId("k4"));
        assertThat(moved.eventId()).isEqualTo(there.eventId());
        assertThat(moved.sessionId()).isEqualTo(there.sessionId());
        assertThat(moved.version()).isEqualTo(2);
        assertThat(seatsAt(NINE)).hasSize(SEATS - 1);
        assertThat(seatsAt(TEN)).containsExactlyInAnyOrder(there.id(), moved.id());
        booked(seat("again"));
        agrees();
    }

    @Test
    void aMoveToWhereAllSeatsAreSoldIsRefused() {
        IntStream.range(0, SEATS).forEach(n -> booked(seat("k" + n)));
        Booking there = booked(seat("there").setStart(AT_TEN));

        assertThat(answered(requests.ask(reschedule("m", there.id(), "2026-11-23T09:00")))
                        .status())
                .isEqualTo(Status.SLOT_TAKEN);
        assertThat(desk.booking(there.id())).isEqualTo(there);
        agrees();
    }

    @Test
    void aCancelDuringAMoveGivesBothSeatsUp() {
        Booking stays = booked(seat("k0"));
        Booking booking = booked(seat("k"));
        Booking there = booked(seat("there").setStart(AT_TEN));
        Booking moving = underWay(requests.ask(reschedule("m", booking.id(), AT_TEN)));
        // The new event shows it already.
        calendar.killAt(2, false);
        dies(saga, moving);
        calendar.spare();
        assertThat(seatsAt(TEN)).contains(booking.id());

        cancelled("c", booking.id());

        assertThat(seatsAt(NINE)).containsExactly(stays.id());
        assertThat(seatsAt(TEN)).containsExactly(there.id());
        agrees();
    }

    @Test
    void aLateWriteOfADeadWorkerMeetsAnotherVersion() {
        booked(seat("k0"));
        Booking late = underWay(requests.ask(seat("k")));
        // Just before its write: the booking is cancelled, and somebody else takes it out of an event it was never in.
        calendar.before("patch", () -> {
            Booking undoing = underWay(requests.ask(cancellation("c", late.id())));
            otherSaga.run(undoing);
        });

        saga.run(late);

        assertThat(desk.booking(late.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(seatsIn(theEvent())).containsExactly(requests.bookingId("k0"));
        agrees();
    }

    @Test
    void aLateFirstWriteOfADeadWorkerMeetsATombstone() {
        Booking late = underWay(requests.ask(seat("k")));
        calendar.before("insert", () -> otherSaga.run(underWay(requests.ask(cancellation("c", late.id())))));

        saga.run(late);

        assertThat(desk.booking(late.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(calendar.live()).isEmpty();
        booked(seat("next"));
        agrees();
    }

    @Test
    void aLateDeleteOfADeadWorkerHitsNothingThatLives() {
        Booking first = booked(seat("k1"));
        Booking undoing = underWay(requests.ask(cancellation("c", first.id())));
        calendar.before("delete", () -> {
            // The session was closed before: who comes now gets another event.
            otherSaga.run(underWay(requests.ask(seat("k2"))));
        });

        saga.run(undoing);

        assertThat(desk.booking(first.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(seatsIn(theEvent())).containsExactly(requests.bookingId("k2"));
        agrees();
    }

    @Test
    void aLostAnswerIsReadAgain() {
        booked(seat("k0"));
        calendar.loseAnswer("patch");
        Booking second = booked(seat("k1"));
        calendar.loseAnswer("patch");
        cancelled("c", second.id());
        calendar.fail("patch", new CalendarFailure.PreconditionFailed("patch: another version", null));
        booked(seat("k2"));

        assertThat(seatsIn(theEvent())).containsExactly(requests.bookingId("k0"), requests.bookingId("k2"));
        agrees();
    }

    @Test
    void whatAHumanWroteStaysWhenSeatsChange() {
        Booking first = booked(seat("k1"));
        String ours = Objects.requireNonNull(theEvent().description());
        calendar.edit(first.eventId(), "Yoga with Maya", "Bring mats.\n\n" + ours + "\n\nRoom 4 is cold.");

        Booking second = booked(seat("k2"));
        cancelled("c", first.id());

        assertThat(theEvent().summary()).isEqualTo("Yoga with Maya");
        assertThat(theEvent().description()).startsWith("Bring mats.\n\n---").endsWith("---\n\nRoom 4 is cold.");
        assertThat(seatsIn(theEvent())).containsExactly(second.id());
    }

    @Test
    void aListThatAHumanHasRemovedIsWrittenBelowTheNotes() {
        Booking first = booked(seat("k1"));
        calendar.edit(first.eventId(), "Group class", "Nothing here");

        booked(seat("k2"));

        assertThat(theEvent().description()).startsWith("Nothing here\n\n---");
        assertThat(seatsIn(theEvent())).hasSize(2);
    }

    @Test
    void whoeverOnlyTheCalendarKnowsStaysOnTheList() {
        Booking lost = booked(seat("k1"));
        desk.run("truncate requests, waiters, bookings, occupancies, sessions, seats, outbox");

        Booking next = booked(seat("k2"));

        assertThat(next.eventId()).isEqualTo(lost.eventId());
        assertThat(seatsIn(theEvent())).containsExactlyInAnyOrder(lost.id(), next.id());
    }

    @Test
    void thoseWhoHaveSeatsAreInvitedAndWhomAHumanInvitedStays() {
        TestSaga inviting = new TestSaga(desk, calendar, true, LEASE);
        Booking ada = underWay(requests.ask(seat("k1")
                .setCustomer(new Customer("Ada Lovelace", null, "ada@example.org"))
                .setGuests(List.of("bob@example.org"))));
        inviting.run(ada);
        Attendee human = new Attendee("maya@example.org", "Maya", "accepted", null, true, false, 0);
        calendar.invite(ada.eventId(), human);

        Booking grace = underWay(requests.ask(seat("k2")
                .setCustomer(new Customer("Grace Hopper", null, "grace@example.org"))
                .setGuests(List.of("Bob@example.org"))));
        inviting.run(grace);

        assertThat(theEvent().attendees())
                .extracting(Attendee::email)
                .containsExactly("ada@example.org", "bob@example.org", "maya@example.org", "grace@example.org");
        assertThat(calendar.patches.getLast().mail()).isTrue();
        inviting.run(underWay(requests.ask(cancellation("c", ada.id()))));
        assertThat(theEvent().attendees())
                .extracting(Attendee::email)
                .containsExactly("bob@example.org", "maya@example.org", "grace@example.org");
        assertThat(theEvent().attendees()).contains(human);
    }

    @Test
    void whoeverItNeedsBesideTheFirstIsInvitedAsWell() {
        List<CalendarUse> calendars = List.of(new CalendarUse("eve@example.org", true, true));
        desk.hire(new Staff("eve", "Eve", BUSINESS_ZONE, calendars, "default", 1, 1), Schedule.standard(BUSINESS_ZONE));
        desk.offer(
                "class",
                "{\"name\": \"Group class\", \"capacity\": 2, \"collective\": true, \"staff\": [\"default\", \"eve\"]}");
        TestSaga inviting = new TestSaga(desk, calendar, true, LEASE);
        Booking ada =
                underWay(requests.ask(seat("k1").setCustomer(new Customer("Ada Lovelace", null, "ada@example.org"))));
        inviting.run(ada);
        inviting.run(underWay(requests.ask(seat("k2").setCustomer(new Customer("Bob", null, "bob@example.org")))));
        inviting.run(underWay(requests.ask(cancellation("c", ada.id()))));

        assertThat(theEvent().attendees())
                .extracting(Attendee::email)
                .containsExactlyInAnyOrder("eve@example.org", "bob@example.org");
    }

    @Test
    void whoHadTheTimeToHimselfKeepsItWhenTheServiceGetsMoreSeats() {
        desk.offer("class", 1);
        Booking only = underWay(requests.ask(seat("k")));
        assertThat(only.sessionId()).isNull();
        desk.offer("class", 2);
        // Who has the time to himself keeps it.
        assertThat(answered(requests.ask(seat("k2"))).status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void holdsThatRanOutGiveTheirSeatsBack() {
        IntStream.range(0, SEATS).forEach(n -> requests.ask(seat("k" + n)));
        assertThat(answered(requests.ask(seat("late"))).status()).isEqualTo(Status.SLOT_TAKEN);
        desk.setClock(NOW.plusSeconds(61));

        Booking next = underWay(requests.ask(seat("next").setExpiresAt(NOW.plusSeconds(600))));

        assertThat(next.state()).isEqualTo(BookingState.HELD);
        assertThat(desk.count("seats where live")).isOne();
        saga.run(next);
        agrees();
    }

    /** Dies at the first call, at the second, …, before and after; whoever takes over comes to the same end. */
    private void survives(boolean sweeps, Runnable before, Supplier<Booking> begin, Consumer<Booking> expected) {
        for (boolean afterwards : List.of(false, true)) {
            for (int call = 0; ; call++) {
                desk.clear();
                calendar.clear();
                before.run();
                Booking booking = begin.get();
                calendar.killAt(call, afterwards);
                boolean died = dies(saga, booking);
                calendar.spare();
                desk.setClock(NOW.plusSeconds(15));
                otherSaga.sweep();
                if (sweeps) {
                    otherSaga.tidy();
                }
                expected.accept(desk.booking(booking.id()));
                agrees();
                if (!died) {
                    break;
                }
            }
        }
    }

    private static boolean dies(TestSaga worker, Booking booking) {
        try {
            worker.run(booking);
            return false;
        } catch (FakeCalendar.Killed e) {
            return true;
        }
    }

    /** The book is sound, and each session with seats has one event that shows them. */
    private void agrees() {
        R2dbcAudits audits = new R2dbcAudits(desk.database);
        for (Invariant invariant : Set.of(
                Invariant.OVERLAP,
                Invariant.OVERSOLD_SESSION,
                Invariant.SEAT_OF_ENDED_BOOKING,
                Invariant.BOOKING_WITHOUT_SEAT,
                Invariant.BOOKING_WITHOUT_SLOT,
                Invariant.SLOT_OF_ENDED_BOOKING)) {
            assertThat(audits.look(invariant).block())
                    .as(invariant.code())
                    .satisfies(found ->
                            assertThat(Objects.requireNonNull(found).count()).isZero());
        }
        List<Booking> seated = desk.bookings
                .expectedIn("primary")
                .filter(booking -> booking.sessionId() != null)
                .collectList()
                .blockOptional()
                .orElseThrow();
        seated.stream()
                .collect(Collectors.groupingBy(Booking::eventId, Collectors.mapping(Booking::id, Collectors.toSet())))
                .forEach((eventId, ids) ->
                        assertThat(seatsIn(calendar.find(eventId))).containsExactlyInAnyOrderElementsOf(ids));
        assertThat(calendar.live().stream()
                        .filter(event -> event.privateProperties().containsKey("sessionId")))
                .extracting(CalendarEvent::id)
                .containsExactlyInAnyOrderElementsOf(
                        seated.stream().map(Booking::eventId).collect(Collectors.toSet()));
    }

    private CalendarEvent theEvent() {
        assertThat(calendar.live()).hasSize(1);
        return calendar.live().getFirst();
    }

    private List<UUID> seatsAt(Instant start) {
        return calendar.live().stream()
                .filter(event ->
                        start.equals(event.start()) && event.privateProperties().containsKey("sessionId"))
                .flatMap(event -> seatsIn(event).stream())
                .toList();
    }

    private static List<UUID> seatsIn(CalendarEvent event) {
        return Objects.requireNonNull(event.description())
                .lines()
                .filter(line -> line.contains("(booking "))
                .map(line -> UUID.fromString(line.substring(line.length() - 37, line.length() - 1)))
                .toList();
    }

    private static Session session() {
        return desk.sessions
                .at("class", "default", TimeRange.of(NINE, Duration.ofHours(1)))
                .blockOptional()
                .orElseThrow();
    }

    private Booking booked(RequestBooking.Builder request) {
        Booking held = underWay(requests.ask(request));
        saga.run(held);
        Booking booking = desk.booking(held.id());
        assertThat(booking.state()).isEqualTo(BookingState.CONFIRMED);
        return booking;
    }

    private void cancelled(String key, UUID bookingId) {
        saga.run(underWay(requests.ask(cancellation(key, bookingId))));
        assertThat(desk.booking(bookingId).state()).isEqualTo(BookingState.CANCELLED);
    }

    private static RequestBooking.Builder seat(String key) {
        return request(key).setService("class");
    }

    private static CalendarConnector oneAtATime(CalendarConnector calendar) {
        return (CalendarConnector) Proxy.newProxyInstance(
                CalendarConnector.class.getClassLoader(),
                new Class<?>[] {CalendarConnector.class},
                (proxy, method, arguments) -> {
                    synchronized (calendar) {
                        try {
                            return method.invoke(calendar, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }
}
