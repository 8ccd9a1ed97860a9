package dev.meridian.faults.check;

import static dev.meridian.faults.check.History.END;
import static dev.meridian.faults.check.History.START;
import static dev.meridian.faults.check.History.id;
import static dev.meridian.faults.check.History.told;
import static dev.meridian.faults.check.History.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Event;
import dev.meridian.faults.check.Evidence.Occupancy;
import dev.meridian.faults.check.Evidence.Published;
import dev.meridian.faults.check.Evidence.Request;
import dev.meridian.faults.check.Evidence.Seat;
import dev.meridian.faults.check.Evidence.Session;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.load.Told.Said;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A session in which all is well, and every way in which it could be wrong. */
final class SeatsTests {

    private static final String HOST = "group-0";
    private static final String CALENDAR = "group-0@faults.example";
    private static final UUID SESSION = new UUID(1, 1);
    private static final String EVENT = "shared-1";

    /** So many share a session, one has given up a seat, and one was too late. */
    private static History well(int guests) {
        History history = new History();
        history.sessions.add(new Session(SESSION, CALENDAR, EVENT, 1));
        IntStream.rangeClosed(1, guests).forEach(number -> sits(history, number));
        history.events.add(event(EVENT, SESSION, 1, numbers(guests)));
        history.went(8, START.minusSeconds(60), "HELD", "EXPIRED");
        history.bookings.add(booking(8, "EXPIRED", SESSION));
        history.told.add(told(wish(9, HOST), Said.SLOT_TAKEN, null));
        history.requests.add(new Request(wish(9, HOST).id(), "RequestBooking", id(9), "SLOT_TAKEN"));
        return history;
    }

    private static void sits(History history, int number) {
        history.told.add(told(wish(number, HOST), Said.BOOKED, id(number), "confirmed"));
        history.requests.add(new Request(wish(number, HOST).id(), "RequestBooking", id(number), "BOOKED"));
        history.bookings.add(booking(number, "CONFIRMED", SESSION));
        history.occupancies.add(new Occupancy(id(number), HOST, START, END, 0, 10));
        history.seats.add(new Seat(SESSION, number, id(number)));
        history.went(number, START, "HELD", "WRITING", "CONFIRMED");
        history.published.add(new Published("confirmed-" + number, "BookingConfirmed", id(number), 1, number));
    }

    private static Booking booking(int number, String state, @Nullable UUID session) {
        return new Booking(id(number), state, 1, CALENDAR, EVENT, 1, HOST, START, END, session);
    }

    private static Event event(String eventId, UUID session, int generation, Set<UUID> listed) {
        return new Event(CALENDAR, eventId, true, START, END, null, session, listed, generation);
    }

    private static Set<UUID> numbers(int upTo) {
        return IntStream.rangeClosed(1, upTo).mapToObj(History::id).collect(Collectors.toSet());
    }

    private static List<Violation> violations(int guests, Consumer<History> change) {
        History history = well(guests);
        change.accept(history);
        return history.violations();
    }

    private static void assertFound(Rule rule, String what, Consumer<History> change) {
        assertFound(rule, what, 2, change);
    }

    private static void assertFound(Rule rule, String what, int guests, Consumer<History> change) {
        assertThat(violations(guests, change)).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.what()).contains(what);
        });
    }

    @Test
    void nothingIsFoundWhereAllIsWell() {
        assertThat(violations(2, history -> {})).isEmpty();
        assertThat(violations(4, history -> {})).isEmpty();
    }

    @Test
    void moreSeatsThanThereAre() {
        assertFound(Rule.SEATS, "[Seat", 5, history -> {});
    }

    @Test
    void aSeatThatTwoHave() {
        assertFound(Rule.SEATS, "[Seat", history -> history.seats.set(1, new Seat(SESSION, 1, id(2))));
    }

    @Test
    void moreSeatsThanThereWereAtOneTime() {
        Consumer<History> another = history -> history.bookings.add(booking(5, "EXPIRED", SESSION));
        assertFound(Rule.SEATS, "5 were taken at", 4, history -> {
            another.accept(history);
            history.went(5, START.plusSeconds(2), "HELD", "EXPIRED");
        });
        assertThat(violations(4, history -> {
                    another.accept(history);
                    history.went(5, START.minusSeconds(2), "HELD", "EXPIRED");
                }))
                .isEmpty();
    }

    @Test
    void aSeatForNobody() {
        assertFound(
                Rule.SEATS,
                "is taken for a booking that is null",
                history -> history.seats.add(new Seat(SESSION, 3, id(3))));
    }

    @Test
    void aSeatOfWhoeverHasEnded() {
        assertFound(
                Rule.SEATS,
                "is taken for a booking that is Booking",
                history -> history.seats.add(new Seat(SESSION, 3, id(8))));
    }

    @Test
    void aSeatInAnotherSession() {
        assertFound(
                Rule.SEATS,
                "is taken for a booking that is Booking",
                history -> history.seats.set(1, new Seat(new UUID(1, 2), 2, id(2))));
    }

    @Test
    void aBookingWithTwoSeats() {
        assertFound(
                Rule.SEATS,
                "is taken for a booking that is Booking",
                history -> history.seats.add(new Seat(SESSION, 3, id(2))));
    }

    @Test
    void aBookingWithoutASeat() {
        assertFound(Rule.SEATS, "has no seat", history -> history.seats.removeLast());
    }

    @Test
    void aBookingOfAGroupWithoutASession() {
        assertFound(Rule.SEATS, "has no seat", history -> {
            history.seats.removeLast();
            history.bookings.set(1, booking(2, "CONFIRMED", null));
        });
    }

    @Test
    void anEventOfNoSession() {
        assertFound(
                Rule.ORPHAN,
                "its session is null",
                history -> history.events.add(event("shared-2", new UUID(1, 2), 1, Set.of(id(1)))));
    }

    @Test
    void anEventOfAGenerationThatIsOver() {
        assertFound(
                Rule.ORPHAN,
                "its session is Session",
                history -> history.sessions.set(0, new Session(SESSION, CALENDAR, "shared-2", 2)));
    }

    @Test
    void twoEventsOfOneSession() {
        assertFound(
                Rule.ORPHAN,
                "a second event for its session",
                history -> history.events.add(event("shared-2", SESSION, 2, numbers(2))));
    }

    @Test
    void anEventToWhichNobodyComes() {
        assertFound(Rule.ORPHAN, "nobody comes", history -> {
            history.sessions.add(new Session(new UUID(1, 2), CALENDAR, "shared-2", 1));
            history.events.add(event("shared-2", new UUID(1, 2), 1, Set.of()));
        });
    }

    @Test
    void anEventThatListsWhoDoesNotCome() {
        assertFound(
                Rule.SEATS,
                "those who come are",
                history -> history.events.set(0, event(EVENT, SESSION, 1, numbers(3))));
    }

    @Test
    void anEventThatDoesNotListWhoComes() {
        assertThat(violations(2, history -> history.events.set(0, event(EVENT, SESSION, 1, numbers(1)))))
                .extracting(Violation::rule)
                .containsExactly(Rule.MISSING_EVENT, Rule.SEATS);
    }

    @Test
    void aSessionWithoutItsEvent() {
        assertThat(violations(2, history -> history.events.clear()))
                .extracting(Violation::rule)
                .containsExactly(Rule.MISSING_EVENT, Rule.MISSING_EVENT);
    }

    @Test
    void anEventThatStandsAtAnotherTimeThanItsBookings() {
        Instant later = END.plusSeconds(900);
        assertFound(
                Rule.MISSING_EVENT,
                EVENT,
                history -> history.events.set(
                        0, new Event(CALENDAR, EVENT, true, END, later, null, SESSION, numbers(2), 1)));
    }

    @Test
    void whoHasASeatIsKeptFromNobodyButStrangers() {
        assertFound(
                Rule.DOUBLE_BOOKING,
                HOST,
                history -> history.occupancies.add(new Occupancy(id(7), HOST, START, END, 0, 0)));
    }

    @Test
    void eventsOfTwoSessionsAtOneTime() {
        assertFound(Rule.DOUBLE_BOOKING, CALENDAR, history -> {
            history.sessions.add(new Session(new UUID(1, 2), CALENDAR, "shared-2", 1));
            history.events.add(event("shared-2", new UUID(1, 2), 1, Set.of()));
        });
    }

    @Test
    void seatsThatStandWithoutTheEventThatAPersonRemoved() {
        Consumer<History> removed = history -> {
            history.events.clear();
            history.touched.add(EVENT);
            history.removed.add(EVENT);
        };

        assertThat(violations(2, removed))
                .extracting(Violation::rule)
                .containsExactly(Rule.NOT_FOLLOWED, Rule.NOT_FOLLOWED);
        assertThat(violations(2, history -> {
                    removed.accept(history);
                    history.seats.clear();
                    history.occupancies.clear();
                    for (int number = 1; number <= 2; number++) {
                        history.bookings.set(number - 1, booking(number, "CANCELLED", SESSION));
                        history.went(number, START, "HELD", "WRITING", "CONFIRMED", "CANCELLED");
                        history.published.add(
                                new Published("cancelled-" + number, "BookingCancelled", id(number), 2, number));
                    }
                }))
                .isEmpty();
    }
}
