package dev.meridian.faults.check;

import static dev.meridian.faults.check.History.CALENDAR;
import static dev.meridian.faults.check.History.END;
import static dev.meridian.faults.check.History.HOST;
import static dev.meridian.faults.check.History.START;
import static dev.meridian.faults.check.History.booking;
import static dev.meridian.faults.check.History.event;
import static dev.meridian.faults.check.History.id;
import static dev.meridian.faults.check.History.request;
import static dev.meridian.faults.check.History.told;
import static dev.meridian.faults.check.History.well;
import static dev.meridian.faults.check.History.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Occupancy;
import dev.meridian.faults.check.Evidence.Published;
import dev.meridian.faults.check.Evidence.Recorded;
import dev.meridian.faults.check.Evidence.Request;
import dev.meridian.faults.check.Evidence.Transition;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.load.Channel;
import dev.meridian.faults.load.Command;
import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.load.Wish;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A history in which all is well, and every way in which it could be wrong. */
final class CheckerTests {

    private static List<Violation> violations(Consumer<History> change) {
        History history = well();
        change.accept(history);
        return history.violations();
    }

    private static void assertFound(Rule rule, Consumer<History> change) {
        assertThat(violations(change)).extracting(Violation::rule).contains(rule);
    }

    @Test
    void nothingIsFoundWhereAllIsWell() {
        assertThat(violations(history -> {})).isEmpty();
    }

    @Test
    void twoBookingsAtOneTime() {
        assertFound(
                Rule.DOUBLE_BOOKING, history -> history.occupancies.add(new Occupancy(id(3), HOST, START, END, 0, 0)));
    }

    @Test
    void aBookingInTheFreeTimeAfterAnother() {
        assertFound(
                Rule.DOUBLE_BOOKING,
                history -> history.occupancies.add(
                        new Occupancy(id(3), HOST, END.plusSeconds(300), END.plusSeconds(1_200), 0, 0)));
    }

    @Test
    void twoEventsOfOursAtOneTime() {
        assertFound(Rule.DOUBLE_BOOKING, history -> history.events.add(event(3)));
    }

    @Test
    void anEventOfNoBooking() {
        assertFound(Rule.ORPHAN, history -> history.events.add(event("event-9", END, END.plusSeconds(900), 9)));
    }

    @Test
    void anEventOfARefusedBooking() {
        assertFound(Rule.ORPHAN, history -> {
            history.bookings.add(booking(3, "REFUSED"));
            history.events.add(event("event-3", END, END.plusSeconds(900), 3));
        });
    }

    @Test
    void aSecondEventOfABooking() {
        assertFound(Rule.ORPHAN, history -> history.events.add(event("event-1b", START, END, 1)));
    }

    @Test
    void aBookingWithoutItsEvent() {
        assertFound(Rule.MISSING_EVENT, history -> history.events.clear());
    }

    @Test
    void aBookingWhoseEventStandsAtAnotherTime() {
        assertFound(Rule.MISSING_EVENT, history -> {
            history.events.clear();
            history.events.add(event("event-1", END, END.plusSeconds(900), 1));
        });
    }

    @Test
    void aBookingWhoseTimeIsFree() {
        assertFound(Rule.MISSING_EVENT, history -> history.occupancies.clear());
    }

    @Test
    void whatAPersonDidToAnEventIsNotOurs() {
        assertThat(violations(history -> {
                    history.events.clear();
                    history.touched.add("event-1");
                }))
                .isEmpty();
    }

    @Test
    void aBookingThatStandsWithoutTheEventThatAPersonRemoved() {
        assertFound(Rule.NOT_FOLLOWED, history -> {
            history.touched.add("event-1");
            history.removed.add("event-1");
        });
    }

    @Test
    void aRequestThatIsOpen() {
        assertFound(Rule.UNFINISHED, history -> history.requests.add(request(3, null)));
    }

    @Test
    void aSagaThatIsUnderWay() {
        assertFound(Rule.UNFINISHED, history -> history.bookings.add(booking(3, "WRITING")));
    }

    @Test
    void anEventThatIsNotPublished() {
        assertFound(Rule.UNFINISHED, history -> history.unpublished = 1);
    }

    @Test
    void aCallerWithoutAnAnswer() {
        assertFound(Rule.UNFINISHED, history -> history.silent.add(wish(3, false)));
    }

    @Test
    void aRecordThatNobodyKnowsOf() {
        assertFound(
                Rule.LOST,
                history ->
                        history.records.add(new Recorded("t-0@3", wish(3, false).id())));
    }

    @Test
    void poisonThatIsGone() {
        assertFound(Rule.LOST, history -> history.deadLetters.clear());
    }

    @Test
    void aSoundRequestAmongTheDeadLetters() {
        assertFound(Rule.PUT_ASIDE, history -> history.deadLetters.add("t-0@1"));
    }

    @Test
    void anAcceptedRecordThatIsGone() {
        assertFound(Rule.LOST, history -> history.told.add(told(wish(3, false), Said.ACCEPTED, null)));
    }

    @Test
    void aRequestThatNobodyMade() {
        assertFound(Rule.LOST, history -> history.requests.add(request(3, "SLOT_TAKEN")));
    }

    @Test
    void aTerminalStateThatIsLeft() {
        assertFound(
                Rule.FORBIDDEN_WAY,
                history -> history.transitions.add(new Transition(id(2), "REFUSED", "CONFIRMED", 1, 1, START)));
    }

    @Test
    void anEpochThatFalls() {
        assertFound(
                Rule.FORBIDDEN_WAY,
                history -> history.transitions.add(new Transition(id(1), "WRITING", "CONFIRMED", 3, 2, START)));
    }

    @Test
    void aTimeTakenForARefusedBooking() {
        assertFound(Rule.FORBIDDEN_WAY, history -> {
            history.bookings.add(booking(3, "REFUSED"));
            history.occupancies.add(new Occupancy(id(3), "host-01", START, END, 0, 0));
        });
    }

    @Test
    void anEventThatWasNeverPublished() {
        assertFound(Rule.EVENTS, history -> history.published.clear());
    }

    @Test
    void nobodyIsToldOfAHoldThatCameToNothing() {
        assertThat(violations(CheckerTests::holdRunsOut)).isEmpty();
    }

    @Test
    void norOfOneThatHadRunOutWhenItWasWanted() {
        assertThat(violations(history -> {
                    holdRunsOut(history);
                    history.told.add(told(wish(4, false), Said.HOLD_GONE, null));
                    history.requests.add(request(4, "NOT_FOUND"));
                }))
                .isEmpty();
    }

    private static void holdRunsOut(History history) {
        Wish hold = new Wish(4, Command.HOLD, Channel.REST, "wish-4/hold", HOST, END, null, null, false);
        history.told.add(told(hold, Said.HELD, null));
        history.requests.add(new Request(hold.id(), "HoldSlot", id(4), "HELD"));
        history.bookings.add(booking(4, "EXPIRED"));
    }

    @Test
    void aClashMayBeToldOfAVersionThatWasToldBefore() {
        assertThat(violations(history -> history.published.add(new Published("e", "CalendarClashFound", id(1), 1, 9))))
                .isEmpty();
    }

    @Test
    void anEventWithTwoContents() {
        assertFound(Rule.EVENTS, history -> history.published.add(new Published("a", "BookingConfirmed", id(1), 1, 9)));
    }

    @Test
    void oneVersionToldInTwoWays() {
        assertFound(Rule.EVENTS, history -> history.published.add(new Published("c", "BookingRefused", id(1), 1, 9)));
    }

    @Test
    void anEventOfABookingThatIsNot() {
        assertFound(Rule.EVENTS, history -> history.published.add(new Published("d", "BookingConfirmed", id(8), 1, 9)));
    }

    @Test
    void aCallerToldTwoThings() {
        assertFound(Rule.WRONG_ANSWER, history -> history.told.add(told(wish(1, false), Said.SLOT_TAKEN, null)));
    }

    @Test
    void aCallerToldOfTwoBookings() {
        assertFound(Rule.WRONG_ANSWER, history -> history.told.add(told(wish(1, false), Said.PENDING, id(7))));
    }

    @Test
    void aCallerToldBookedWhoIsRefused() {
        assertFound(Rule.WRONG_ANSWER, history -> history.told.add(told(wish(2, false), Said.BOOKED, id(2))));
    }

    @Test
    void aBookedCallerWhoseBookingIsCancelled() {
        assertFound(Rule.WRONG_ANSWER, history -> {
            history.bookings.clear();
            history.bookings.add(booking(1, "CANCELLED"));
        });
    }

    @Test
    void aBookedCallerAtAnotherTime() {
        assertFound(Rule.WRONG_ANSWER, history -> {
            history.bookings.clear();
            history.bookings.add(
                    new Booking(id(1), "CONFIRMED", 1, CALENDAR, "event-1", 1, HOST, END, END.plusSeconds(900), null));
        });
    }

    @Test
    void aBookingWhereAStrangerWas() {
        assertFound(Rule.WRONG_ANSWER, history -> {
            history.told.add(told(wish(5, true), Said.BOOKED, id(5)));
            history.requests.add(new Request(wish(5, true).id(), "RequestBooking", id(5), "BOOKED"));
        });
    }

    @Test
    void anAnswerThatMakesNoSense() {
        assertFound(Rule.WRONG_ANSWER, history -> history.told.add(told(wish(2, false), Said.NONSENSE, null)));
    }

    @Test
    void aMovedBookingStandsWhereItWasMovedTo() {
        Wish move = new Wish(1, Command.MOVE, Channel.REST, "wish-1/move", HOST, END, id(1), null, false);
        Consumer<History> moved = history -> {
            history.told.add(told(move, Said.BOOKED, id(1)));
            history.requests.add(new Request(move.id(), "RescheduleBooking", id(1), "BOOKED"));
        };

        assertFound(Rule.WRONG_ANSWER, moved);
        assertThat(violations(history -> {
                    moved.accept(history);
                    Instant later = END.plusSeconds(900);
                    history.bookings.set(
                            0, new Booking(id(1), "CONFIRMED", 1, CALENDAR, "event-1", 1, HOST, END, later, null));
                    history.events.set(0, event("event-1", END, later, 1));
                    history.occupancies.set(0, new Occupancy(id(1), HOST, END, later, 0, 10));
                }))
                .isEmpty();
    }

    @Test
    void aCancelledBookingMustNotStand() {
        Wish cancel = new Wish(1, Command.CANCEL, Channel.REST, "wish-1/cancel", HOST, START, id(1), null, false);
        assertFound(Rule.WRONG_ANSWER, history -> {
            history.told.add(told(cancel, Said.CANCELLED, id(1)));
            history.requests.add(new Request(cancel.id(), "CancelBooking", id(1), "CANCELLED"));
        });
    }
}
