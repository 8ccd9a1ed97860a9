package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.OTHER_LEASE;
import static dev.meridian.booking.request.TestRequests.answered;
import static dev.meridian.booking.request.TestRequests.cancellation;
import static dev.meridian.booking.request.TestRequests.decision;
import static dev.meridian.booking.request.TestRequests.underWay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.saga.FakeCalendar;
import dev.meridian.booking.saga.TestSaga;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingDeclined;
import dev.meridian.schema.booking.BookingExpired;
import dev.meridian.schema.booking.BookingRefused;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class DecideRequestIntegrationTests {

    private static final Duration TIME = Duration.ofHours(2);
    private static final Duration AFTER = TIME.plusSeconds(1);
    private static final int ROUNDS = 60;

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final TestRequests requests = new TestRequests(desk);
    private final FakeCalendar calendar = new FakeCalendar();
    private final TestSaga saga = new TestSaga(desk, calendar, false, LEASE);
    private final TestSaga otherSaga = new TestSaga(desk, calendar, false, OTHER_LEASE);

    @BeforeEach
    void offer() {
        desk.offer("consultation", "{\"requires_confirmation\": true, \"decision_minutes\": 120}");
    }

    @Test
    void aBookingWaitsForItsHostAndKeepsItsSlot() {
        Outcome outcome = answered(requests.ask(wish("k")));

        assertThat(outcome).isEqualTo(Outcome.requested(requests.bookingId("k")));
        Booking waiting = desk.booking(requests.bookingId("k"));
        assertThat(waiting.state()).isEqualTo(BookingState.AWAITING_HOST);
        assertThat(waiting.holdUntil()).isBetween(NOW.plus(TIME), NOW.plus(AFTER));
        assertThat(desk.outcome("retell", "k")).isEqualTo(outcome);
        assertThat(answered(requests.ask(wish("other"))).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(saga.sweep()).isEmpty();
        assertThat(calendar.live()).isEmpty();
        assertThat(desk.events()).singleElement().isInstanceOf(BookingRefused.class);
    }

    @Test
    void theSameWishAgainWaitsAsWell() {
        Outcome first = answered(requests.ask(wish("k").setConversationId("call-1")));

        assertThat(requests.ask(wish("k").setConversationId("call-1")))
                .isEqualTo(new Acceptance.Answered(first, true, List.of()));
        assertThat(answered(requests.ask(wish("k2").setConversationId("call-1"))))
                .isEqualTo(first.again());
        assertThat(desk.count("bookings")).isOne();
    }

    @Test
    void manyWhoWantOneSlotAreOneThatWaits() {
        List<Acceptance> all = Flux.range(0, 20)
                .flatMap(i -> requests.asking(wish("k" + i)), 20)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(all).extracting(answer -> answered(answer).status()).containsOnlyOnce(Status.REQUESTED);
        assertThat(desk.count("bookings")).isOne();
    }

    @Test
    void theWaitNeverLastsPastTheStart() {
        desk.offer("consultation", "{\"requires_confirmation\": true, \"decision_minutes\": 100000}");

        assertThat(desk.booking(waiting("k").id()).holdUntil()).isEqualTo(NINE);
    }

    @Test
    void theHostHasADayIfTheServiceSaysNothing() {
        desk.offer("consultation", "{\"requires_confirmation\": true}");

        assertThat(waiting("k").holdUntil())
                .isBetween(
                        NOW.plus(Duration.ofDays(1)),
                        NOW.plus(Duration.ofDays(1)).plusSeconds(1));
    }

    @Test
    void whatIsAcceptedIsWrittenAndConfirmed() {
        Booking waiting = waiting("k");

        Booking writing = underWay(requests.ask(decision("d", waiting.id(), Decision.ACCEPT)));
        assertThat(writing.state()).isEqualTo(BookingState.WRITING);
        assertThat(writing.epoch()).isEqualTo(waiting.epoch() + 1);
        assertThat(desk.count("requests where state = 'OPEN'")).isOne();
        saga.run(writing);

        Booking confirmed = desk.booking(waiting.id());
        assertThat(confirmed.state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(calendar.live()).hasSize(1);
        assertThat(desk.outcome("retell", "d")).isEqualTo(Outcome.booked(waiting.id()));
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.requested(waiting.id()));
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingConfirmed.class,
                        event -> assertThat(event.getRequestId()).isEqualTo("k"));
        assertThat(answered(requests.ask(decision("d2", waiting.id(), Decision.DECLINE))))
                .isEqualTo(Outcome.ended(Status.ALREADY_DECIDED, waiting.id(), "confirmed"));
    }

    @Test
    void whatIsDeclinedGivesItsSlotBackAndTellsWhy() {
        Booking waiting = waiting("k");

        Outcome outcome = answered(
                requests.ask(decision("d", waiting.id(), Decision.DECLINE).setReason("I am at a conference")));

        assertThat(outcome).isEqualTo(Outcome.ended(Status.CANCELLED, waiting.id(), null));
        assertThat(desk.outcome("retell", "d")).isEqualTo(outcome);
        Booking declined = desk.booking(waiting.id());
        assertThat(declined.state()).isEqualTo(BookingState.DECLINED);
        assertThat(declined.reason()).isEqualTo("declined");
        assertThat(desk.count("bookings where decline_note = 'I am at a conference'"))
                .isOne();
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events()).singleElement().isInstanceOfSatisfying(BookingDeclined.class, event -> {
            assertThat(event.getRequestId()).isEqualTo("k");
            assertThat(event.getReason()).isEqualTo("I am at a conference");
            assertThat(event.getStart()).isEqualTo(NINE);
        });
        saga.run(waiting);
        assertThat(calendar.live()).isEmpty();
        waiting("next");
    }

    @Test
    void aDeclineNeedsNoReason() {
        Booking waiting = waiting("k");

        requests.ask(decision("d", waiting.id(), Decision.DECLINE));

        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingDeclined.class,
                        event -> assertThat(event.getReason()).isNull());
    }

    @Test
    void whatIsAcceptedTooLateForTheCalendarIsRefusedByTheCalendar() {
        Booking waiting = waiting("k");
        calendar.put("human", NINE, NINE.plusSeconds(1800), true, false);

        saga.run(underWay(requests.ask(decision("d", waiting.id(), Decision.ACCEPT))));

        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.REFUSED);
        assertThat(calendar.isTombstone(waiting.eventId())).isTrue();
        assertThat(desk.outcome("retell", "d")).isEqualTo(Outcome.ended(Status.SLOT_TAKEN, waiting.id(), "slot_taken"));
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingRefused.class,
                        event -> assertThat(event.getReason()).isEqualTo("slot_taken"));
    }

    @Test
    void ofManyWordsAtOnceOneCounts() {
        Booking waiting = waiting("k");

        List<Acceptance> all = Flux.range(0, 20)
                .flatMap(
                        i -> requests.asking(
                                decision("d" + i, waiting.id(), i % 2 == 0 ? Decision.ACCEPT : Decision.DECLINE)),
                        20)
                .collectList()
                .blockOptional()
                .orElseThrow();

        List<Acceptance> late = all.stream()
                .filter(Acceptance.Answered.class::isInstance)
                .filter(answer -> answered(answer).status() == Status.ALREADY_DECIDED)
                .toList();
        assertThat(late).hasSize(19);
        Booking decided = desk.booking(waiting.id());
        assertThat(decided.state()).isIn(BookingState.WRITING, BookingState.DECLINED);
        assertThat(late)
                .allSatisfy(answer -> assertThat(answered(answer).reason())
                        .isEqualTo(decided.state().status().code()));
    }

    @Test
    void theSameWordAgainJoinsOrHearsTheSame() {
        Booking waiting = waiting("k");
        Booking writing = underWay(requests.ask(decision("d", waiting.id(), Decision.ACCEPT)));

        assertThat(requests.ask(decision("d", waiting.id(), Decision.ACCEPT))).isInstanceOf(Acceptance.Waiting.class);
        saga.run(writing);
        assertThat(requests.ask(decision("d", waiting.id(), Decision.ACCEPT)))
                .isEqualTo(new Acceptance.Answered(Outcome.booked(waiting.id()), true, List.of()));
        assertThat(answered(requests.ask(decision("d", waiting.id(), Decision.DECLINE)))
                        .status())
                .isEqualTo(Status.KEY_REUSED);
        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.CONFIRMED);
    }

    @Test
    void theSweeperEndsAWaitThatIsOver() {
        Booking waiting = waiting("k");
        desk.setClock(NOW.plus(TIME).minusSeconds(5));
        assertThat(saga.sweep()).isEmpty();
        desk.setClock(NOW.plus(AFTER));

        assertThat(saga.sweep()).extracting(Booking::id).containsExactly(waiting.id());

        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.EXPIRED);
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(calendar.live()).isEmpty();
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingExpired.class,
                        event -> assertThat(event.getRequestId()).isEqualTo("k"));
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.REQUESTED);
    }

    @Test
    void whoWantsTheSlotNeedNotWaitForTheSweeper() {
        Booking waiting = waiting("k");
        desk.setClock(NOW.plus(AFTER));

        answered(requests.ask(wish("next").setExpiresAt(NOW.plus(AFTER).plusSeconds(60))));

        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.EXPIRED);
        assertThat(desk.booking(requests.bookingId("next")).state()).isEqualTo(BookingState.AWAITING_HOST);
    }

    @ParameterizedTest
    @EnumSource(
            value = Decision.class,
            names = {"ACCEPT", "DECLINE"})
    void aWordAfterTheWaitIsTooLateWhetherOrNotAnybodyHasSweptYet(Decision word) {
        Booking waiting = waiting("k");
        desk.setClock(NOW.plus(AFTER));

        Outcome outcome = answered(requests.ask(late("d1", waiting.id(), word)));
        saga.sweep();

        assertThat(outcome).isEqualTo(Outcome.ended(Status.ALREADY_DECIDED, waiting.id(), "expired"));
        assertThat(desk.outcome("retell", "d1")).isEqualTo(outcome);
        assertThat(answered(requests.ask(late("d2", waiting.id(), word)))).isEqualTo(outcome);
        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.EXPIRED);
        assertThat(desk.events()).singleElement().isInstanceOf(BookingExpired.class);
    }

    @Test
    void aSweeperThatHasTakenTheWaitOverChangesNothingOnceTheHostHasSpoken() {
        Booking waiting = waiting("k");
        desk.run("update bookings set next_attempt_at = null");
        Booking swept =
                Objects.requireNonNull(desk.bookings.takeOver(OTHER_LEASE, 1).blockFirst());

        Booking writing = underWay(requests.ask(decision("d", waiting.id(), Decision.ACCEPT)));
        otherSaga.run(swept);

        assertThat(desk.booking(waiting.id())).isEqualTo(writing);
        assertThat(desk.events()).isEmpty();
    }

    /** At the very end of the wait the host, the sweeper and somebody who wants the slot come together. */
    @Test
    void wordAndEndOfTheWaitHaveOneWinner() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            desk.clear();
            Booking waiting = waiting("k");
            desk.run("update bookings set hold_until = meridian_now() + interval '" + random.nextInt(20)
                    + " milliseconds', next_attempt_at = meridian_now()");
            Mono<Acceptance> word = requests.asking(decision("d", waiting.id(), Decision.ACCEPT));
            Mono<Acceptance> wish = requests.asking(wish("next"));
            Mono<Void> sweep = Mono.<Void>fromRunnable(otherSaga::sweep);

            Mono.when(word, wish, sweep).block();

            Booking decided = desk.booking(waiting.id());
            String about = "seed " + seed + ", round " + round + ", " + decided;
            boolean isAccepted = decided.state() == BookingState.WRITING;
            accepted += isAccepted ? 1 : 0;
            assertThat(desk.count("occupancies where live")).as(about).isLessThanOrEqualTo(1);
            assertThat(desk.count("outbox where headers ->> 'ce_type' like '%Expired%'"))
                    .as(about)
                    .isEqualTo(decided.state() == BookingState.EXPIRED ? 1 : 0);
            assertThat(desk.count("requests where key = 'd' and state = 'OPEN'"))
                    .as(about)
                    .isEqualTo(isAccepted ? 1 : 0);
        }
        assertThat(accepted).as("seed " + seed).isPositive();
    }

    @Test
    void aWordThatComesBeforeItsBookingFindsNoneForGood() {
        UUID id = requests.bookingId("k");

        Outcome outcome = answered(requests.ask(decision("d", id, Decision.ACCEPT)));
        Booking waiting = waiting("k");

        assertThat(outcome).isEqualTo(Outcome.of(Status.NOT_FOUND, Outcome.UNKNOWN_BOOKING));
        assertThat(answered(requests.ask(decision("d", id, Decision.ACCEPT)))).isEqualTo(outcome);
        assertThat(desk.booking(id).state()).isEqualTo(BookingState.AWAITING_HOST);
        underWay(requests.ask(decision("d2", waiting.id(), Decision.ACCEPT)));
    }

    @Test
    void thereIsNothingToSayToABookingThatNeedsNoWord() {
        Booking held = underWay(requests.ask(TestDesk.request("k")));

        assertThat(answered(requests.ask(decision("d1", held.id(), Decision.DECLINE))))
                .isEqualTo(Outcome.ended(Status.ALREADY_DECIDED, held.id(), "in_progress"));
        desk.run("update bookings set kept = true");
        assertThat(answered(requests.ask(decision("d2", held.id(), Decision.DECLINE))))
                .isEqualTo(Outcome.of(Status.NOT_FOUND, Outcome.UNKNOWN_BOOKING));
        assertThat(desk.booking(held.id()).state()).isEqualTo(BookingState.HELD);
    }

    @Test
    void anotherWorkerWritesWhatWasAcceptedByOneThatDied() {
        Booking waiting = waiting("k");
        underWay(requests.ask(decision("d", waiting.id(), Decision.ACCEPT)));
        assertThat(otherSaga.sweep()).isEmpty();
        // The wait was over long ago; what was accepted in time is finished.
        desk.setClock(NOW.plus(AFTER));

        assertThat(otherSaga.sweep()).hasSize(1);

        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.CONFIRMED);
        assertThat(desk.outcome("retell", "d")).isEqualTo(Outcome.booked(waiting.id()));
    }

    @Test
    void whatTheCustomerCancelsNeedsNoWordAnyMore() {
        Booking waiting = waiting("k");

        assertThat(answered(requests.ask(cancellation("c", waiting.id()))).status())
                .isEqualTo(Status.CANCELLED);

        assertThat(answered(requests.ask(decision("d", waiting.id(), Decision.ACCEPT))))
                .isEqualTo(Outcome.ended(Status.ALREADY_DECIDED, waiting.id(), "cancelled"));
        assertThat(calendar.isTombstone(waiting.eventId())).isFalse();
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events()).singleElement().isInstanceOf(BookingCancelled.class);
    }

    @Test
    void whoAcceptedHearsWhenTheCustomerWasFasterThanTheCalendar() {
        Booking waiting = waiting("k");
        underWay(requests.ask(decision("d", waiting.id(), Decision.ACCEPT)));

        saga.run(underWay(requests.ask(cancellation("c", waiting.id()))));

        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(desk.outcome("retell", "d"))
                .isEqualTo(Outcome.ended(Status.ALREADY_DECIDED, waiting.id(), "cancelled"));
        assertThat(desk.outcome("retell", "c").status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void readAgainIntoAnEmptiedDatabaseNothingHappens() {
        Booking waiting = waiting("k");
        answered(requests.ask(decision("d", waiting.id(), Decision.DECLINE)));
        desk.clear();
        desk.setClock(NOW.plusSeconds(3601));

        assertThat(answered(requests.ask(wish("k"))).status()).isEqualTo(Status.EXPIRED);
        assertThat(answered(requests.ask(decision("d", waiting.id(), Decision.DECLINE)))
                        .status())
                .isEqualTo(Status.EXPIRED);
        assertThat(desk.count("bookings")).isZero();
        assertThat(desk.count("outbox")).isZero();
    }

    @Test
    void aRequestWhoseMemoIsLostFindsItsBookingWaiting() {
        Booking waiting = waiting("k");
        desk.run("truncate requests, waiters");

        assertThat(answered(requests.ask(wish("k")))).isEqualTo(Outcome.requested(waiting.id()));
        assertThat(desk.booking(waiting.id())).isEqualTo(waiting);
    }

    @Test
    void aNoteThatCanNotBeKeptIsRefused() {
        Booking waiting = waiting("k");

        Outcome outcome = answered(
                requests.ask(decision("d", waiting.id(), Decision.DECLINE).setReason("x".repeat(4001))));

        assertThat(outcome.status()).isEqualTo(Status.INVALID);
        assertThat(outcome.field()).isEqualTo("reason");
        assertThat(desk.booking(waiting.id()).state()).isEqualTo(BookingState.AWAITING_HOST);
    }

    private Booking waiting(String key) {
        Outcome outcome = answered(requests.ask(wish(key)));
        assertThat(outcome.status()).isEqualTo(Status.REQUESTED);
        return desk.booking(requests.bookingId(key));
    }

    private static RequestBooking.Builder wish(String key) {
        return TestDesk.request(key).setService("consultation");
    }

    private static DecideBooking.Builder late(String key, UUID bookingId, Decision word) {
        return decision(key, bookingId, word).setExpiresAt(NOW.plus(AFTER).plusSeconds(60));
    }
}
