package dev.meridian.faults.check;

import static dev.meridian.faults.check.History.END;
import static dev.meridian.faults.check.History.START;
import static dev.meridian.faults.check.History.booking;
import static dev.meridian.faults.check.History.event;
import static dev.meridian.faults.check.History.id;
import static dev.meridian.faults.check.History.told;
import static dev.meridian.faults.check.History.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Event;
import dev.meridian.faults.check.Evidence.Occupancy;
import dev.meridian.faults.check.Evidence.Published;
import dev.meridian.faults.check.Evidence.Request;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.load.Command;
import dev.meridian.faults.load.Told.Said;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Hosts who were asked and all is well, and every way in which it could be wrong. */
final class HostsWordTests {

    private static final String HOST = "asked-0";
    private static final String EXPIRING = "asked-1";
    private static final String CALENDAR = "asked-0@faults.example";
    private static final int DECLINED = 1;
    private static final int ACCEPTED = 2;
    private static final int FORGOTTEN = 3;

    /** One was declined, the next for the same time accepted, whoever wanted to decline that was too late, and one was forgotten. */
    private static History well() {
        History history = new History();
        requested(history, DECLINED, HOST, "DECLINED");
        history.went(DECLINED, START, "HELD", "AWAITING_HOST", "DECLINED");
        says(history, DECLINED, Command.DECLINE, Said.DECLINED, "CANCELLED");
        history.published.add(new Published("declined", "BookingDeclined", id(DECLINED), 1, 1));

        requested(history, ACCEPTED, HOST, "CONFIRMED");
        history.went(ACCEPTED, START.plusSeconds(3), "HELD", "AWAITING_HOST", "WRITING", "CONFIRMED");
        says(history, ACCEPTED, Command.ACCEPT, Said.BOOKED, "BOOKED");
        says(history, ACCEPTED, Command.DECLINE, Said.ALREADY_DECIDED, "ALREADY_DECIDED");
        history.occupancies.add(new Occupancy(id(ACCEPTED), HOST, START, END, 0, 0));
        history.events.add(event(ACCEPTED, HOST));
        history.published.add(new Published("confirmed", "BookingConfirmed", id(ACCEPTED), 1, 2));

        requested(history, FORGOTTEN, EXPIRING, "EXPIRED");
        history.went(FORGOTTEN, START, "HELD", "AWAITING_HOST", "EXPIRED");
        history.published.add(new Published("expired", "BookingExpired", id(FORGOTTEN), 1, 3));
        return history;
    }

    private static void requested(History history, int number, String host, String state) {
        history.told.add(told(wish(number, host), Said.REQUESTED, id(number), "awaiting_host"));
        history.requests.add(new Request(wish(number, host).id(), "RequestBooking", id(number), "REQUESTED"));
        history.bookings.add(booking(number, state, host));
    }

    private static void says(History history, int number, Command word, Said said, String status) {
        history.told.add(told(wish(number, HOST, word), said, id(number)));
        history.requests.add(new Request(wish(number, HOST, word).id(), "DecideBooking", id(number), status));
    }

    private static void cancels(History history, int number) {
        history.told.add(told(wish(number, HOST, Command.CANCEL), Said.CANCELLED, id(number)));
        history.requests.add(
                new Request(wish(number, HOST, Command.CANCEL).id(), "CancelBooking", id(number), "CANCELLED"));
    }

    private static void takesBack(History history, int number, Command word) {
        history.told.removeIf(told -> told.wish().equals(wish(number, HOST, word)));
        history.requests.removeIf(
                request -> request.id().equals(wish(number, HOST, word).id()));
    }

    private static void becomes(History history, int number, String host, String state) {
        history.bookings.replaceAll(
                booking -> booking.id().equals(id(number)) ? booking(number, state, host) : booking);
    }

    private static List<Violation> violations(Consumer<History> change) {
        History history = well();
        change.accept(history);
        return history.violations();
    }

    private static void assertFound(Rule rule, String what, Consumer<History> change) {
        assertThat(violations(change)).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.what()).contains(what);
        });
    }

    @Test
    void nothingIsFoundWhereAllIsWell() {
        assertThat(violations(history -> {})).isEmpty();
    }

    @Test
    void aBookingThatWasWrittenWithoutAWord() {
        assertFound(
                Rule.HOSTS_WORD,
                "was written, and its host had not agreed",
                history -> takesBack(history, ACCEPTED, Command.ACCEPT));
    }

    @Test
    void aBookingThatDidNotWait() {
        assertFound(
                Rule.HOSTS_WORD,
                "was written, and its host had not agreed",
                history -> history.went(ACCEPTED, START.plusSeconds(3), "HELD", "WRITING", "CONFIRMED"));
    }

    @Test
    void anEventThatStoodBeforeAnybodyAgreed() {
        assertFound(
                Rule.HOSTS_WORD,
                "its host had no word in it",
                history -> history.events.add(
                        new Event(CALENDAR, "event-1", false, START, END, id(DECLINED), null, Set.of(), 1)));
    }

    @Test
    void twoWordsThatCount() {
        assertFound(Rule.HOSTS_WORD, "what counted was [ACCEPT BOOKED, DECLINE CANCELLED]", history -> {
            takesBack(history, ACCEPTED, Command.DECLINE);
            says(history, ACCEPTED, Command.DECLINE, Said.DECLINED, "CANCELLED");
        });
    }

    @Test
    void aBookingThatEndedOtherwiseThanItsHostSaid() {
        String what = "what counted was []";
        assertFound(Rule.HOSTS_WORD, what, history -> takesBack(history, DECLINED, Command.DECLINE));
        assertFound(Rule.HOSTS_WORD, what, history -> becomes(history, FORGOTTEN, EXPIRING, "REFUSED"));
        assertFound(Rule.HOSTS_WORD, what, history -> becomes(history, FORGOTTEN, EXPIRING, "CONFIRMED"));
        assertFound(
                Rule.HOSTS_WORD,
                "what counted was [DECLINE CANCELLED]",
                history -> becomes(history, DECLINED, HOST, "EXPIRED"));
        assertFound(
                Rule.HOSTS_WORD,
                "what counted was [ACCEPT BOOKED]",
                history -> becomes(history, ACCEPTED, HOST, "REFUSED"));
    }

    @Test
    void whatIsAcceptedInVainIsRefused() {
        assertThat(violations(history -> {
                    takesBack(history, ACCEPTED, Command.ACCEPT);
                    says(history, ACCEPTED, Command.ACCEPT, Said.SLOT_TAKEN, "SLOT_TAKEN");
                    becomes(history, ACCEPTED, HOST, "REFUSED");
                    history.went(
                            ACCEPTED, START.plusSeconds(3), "HELD", "AWAITING_HOST", "WRITING", "UNDOING", "REFUSED");
                    history.occupancies.clear();
                    history.events.clear();
                    history.published.removeIf(event -> event.bookingId().equals(id(ACCEPTED)));
                    history.published.add(new Published("refused", "BookingRefused", id(ACCEPTED), 1, 2));
                }))
                .isEmpty();
    }

    @Test
    void aWaitThatDoesNotEnd() {
        assertFound(Rule.UNFINISHED, "is under way", history -> becomes(history, FORGOTTEN, EXPIRING, "AWAITING_HOST"));
    }

    @Test
    void aTimeThatSomebodyElseGotWhileTheHostWasAsked() {
        assertFound(
                Rule.DOUBLE_BOOKING,
                "waited for its host, and meanwhile there was",
                history ->
                        history.went(ACCEPTED, START.plusSeconds(1), "HELD", "AWAITING_HOST", "WRITING", "CONFIRMED"));
    }

    @Test
    void whoeverSharesTheTimeIsNobodyElse() {
        assertThat(violations(history -> {
                    history.went(ACCEPTED, START.plusSeconds(1), "HELD", "AWAITING_HOST", "WRITING", "CONFIRMED");
                    history.bookings.replaceAll(HostsWordTests::shared);
                }))
                .extracting(Violation::rule)
                .doesNotContain(Rule.DOUBLE_BOOKING);
    }

    private static Booking shared(Booking booking) {
        return new Booking(
                booking.id(),
                booking.state(),
                booking.version(),
                booking.calendar(),
                booking.eventId(),
                booking.generation(),
                booking.staff(),
                booking.start(),
                booking.end(),
                new UUID(1, 1));
    }

    @Test
    void aHostWhoWasToldTooSoonThatItIsDecided() {
        assertFound(Rule.WRONG_ANSWER, "was told ALREADY_DECIDED, and the booking went", history -> {
            says(history, FORGOTTEN, Command.ACCEPT, Said.ALREADY_DECIDED, "ALREADY_DECIDED");
            history.went(FORGOTTEN, START.plusSeconds(59), "HELD", "AWAITING_HOST", "EXPIRED");
        });
    }

    @Test
    void aHostWhoWasToldThatThereIsNoSuchBooking() {
        assertFound(
                Rule.WRONG_ANSWER,
                "was told NOT_FOUND, and the booking went",
                history -> says(history, FORGOTTEN, Command.ACCEPT, Said.NOT_FOUND, "NOT_FOUND"));
    }

    @Test
    void aHostWhoWasToldThatHeDeclinedWhatIsBooked() {
        assertFound(
                Rule.WRONG_ANSWER,
                "was told DECLINED",
                history -> history.told.add(told(wish(ACCEPTED, HOST, Command.DECLINE), Said.DECLINED, id(ACCEPTED))));
    }

    @Test
    void aCallerWhoWasToldToWaitAndWasRefused() {
        assertFound(Rule.WRONG_ANSWER, "was told REQUESTED, and it is", history -> {
            history.told.add(told(wish(4, HOST), Said.REQUESTED, id(4)));
            history.requests.add(new Request(wish(4, HOST).id(), "RequestBooking", id(4), "SLOT_TAKEN"));
        });
    }

    @Test
    void aCallerWhoWasToldToWaitAndIsNotKnown() {
        assertFound(
                Rule.LOST,
                "was told REQUESTED and is not known",
                history -> history.told.add(told(wish(4, HOST), Said.REQUESTED, id(4))));
    }

    @Test
    void aBookingThatWaitedAndIsGone() {
        assertFound(
                Rule.LOST,
                "is not there",
                history -> history.bookings.removeIf(booking -> booking.id().equals(id(FORGOTTEN))));
    }

    @Test
    void aBookingThatWasNeverWhatItWasCalled() {
        assertFound(
                Rule.WRONG_ANSWER,
                "is confirmed, and it went",
                history ->
                        history.told.add(told(wish(FORGOTTEN, EXPIRING), Said.REQUESTED, id(FORGOTTEN), "confirmed")));
    }

    @Test
    void aBookingThatWaitedAndThatNobodyCancelled() {
        assertFound(
                Rule.WRONG_ANSWER,
                "waits for its host, cancelling said []",
                history -> becomes(history, FORGOTTEN, EXPIRING, "CANCELLED"));
    }

    @Test
    void aBookingThatWaitsAlthoughItWasCancelled() {
        assertFound(Rule.WRONG_ANSWER, "waits for its host, cancelling said [CANCELLED]", history -> {
            cancels(history, FORGOTTEN);
            becomes(history, FORGOTTEN, EXPIRING, "AWAITING_HOST");
        });
    }

    @Test
    void whatIsCancelledWhileItWaitsMayAlsoHaveEndedByItself() {
        assertThat(violations(history -> cancels(history, FORGOTTEN))).isEmpty();
    }

    @Test
    void anAcceptedBookingThatIsCancelledAlthoughNobodyWantedThat() {
        assertFound(
                Rule.WRONG_ANSWER,
                "is booked, cancelling said []",
                history -> becomes(history, ACCEPTED, HOST, "CANCELLED"));
    }

    @Test
    void anAcceptedBookingThatStandsAlthoughItWasCancelled() {
        assertFound(Rule.WRONG_ANSWER, "is booked, cancelling said [CANCELLED]", history -> cancels(history, ACCEPTED));
    }

    @Test
    void aBookingThatWasDeclinedAndNobodyHeardOfIt() {
        assertFound(
                Rule.EVENTS,
                "BookingDeclined was never published",
                history -> history.published.removeIf(event -> event.type().equals("BookingDeclined")));
    }
}
