package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static dev.meridian.booking.TestDesk.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.decision.Conclusion;
import dev.meridian.booking.saga.FakeCalendar;
import dev.meridian.booking.saga.TestSaga;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.Waiter;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.schema.booking.BookingExpired;
import dev.meridian.schema.booking.BookingRefused;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class AcceptRequestIntegrationTests {

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final AcceptRequest accept = new AcceptRequest(
            new RequestMemo(desk.transactions, desk.requests),
            desk.requests,
            desk.bookings,
            desk.catalogue,
            new SlotPlacement(
                    desk.catalogue, desk.bookings, desk.occupancies, desk.loads, desk.seating, desk.decisions),
            new Holds(desk.ids, desk.bookings),
            desk.identification,
            desk.outbox,
            desk.events,
            desk.ids,
            LEASE,
            BUSINESS_ZONE);

    @Test
    void holdsAFreeSlot() {
        Booking booking = held(accept(request("k")));

        assertThat(booking.state()).isEqualTo(BookingState.HELD);
        assertThat(booking.slot().start()).isEqualTo(NINE);
        assertThat(booking.staff()).isEqualTo("default");
        assertThat(booking.calendarId()).isEqualTo("primary");
        assertThat(booking.eventId()).isEqualTo(desk.ids.eventId(booking.id(), 1));
        assertThat(booking.holdUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void oneOfFiftyParallelCallersGetsTheSlot() {
        List<Acceptance> all = inParallel(50, i -> "caller-" + i);

        assertThat(all).filteredOn(Acceptance.UnderWay.class::isInstance).hasSize(1);
        assertThat(all)
                .filteredOn(Acceptance.Answered.class::isInstance)
                .hasSize(49)
                .allSatisfy(answer -> assertThat(answered(answer).status()).isEqualTo(Status.SLOT_TAKEN));
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.events()).hasSize(49).allMatch(BookingRefused.class::isInstance);
    }

    @Test
    void parallelTwinsAreOneBookingAndAllAreTold() {
        List<Acceptance> all = inParallel(20, i -> "same");

        assertThat(all).filteredOn(Acceptance.UnderWay.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Acceptance.Waiting.class::isInstance).hasSize(19);
        assertThat(desk.count("bookings")).isOne();

        List<Decided> decided = confirm(desk.ids.bookingId(key("same"))).decided();
        assertThat(decided).hasSize(1);
        assertThat(decided.getFirst().waiters()).hasSize(20);
        assertThat(decided.getFirst().waiters()).filteredOn(Waiter::repeated).hasSize(19);
        assertThat(decided.getFirst().outcome().repeated()).isFalse();
    }

    @Test
    void theSameRequestGetsTheSameAnswerForGood() {
        Booking booking = held(accept(request("k")));
        confirm(booking.id());

        Acceptance again = accept(request("k").setExpiresAt(NOW.plusSeconds(90)));

        assertThat(again).isEqualTo(new Acceptance.Answered(Outcome.booked(booking.id()), true, List.of()));
    }

    @Test
    void aRequestThatIsReadAfterItsBookingWasFoundInTheCalendarJoinsIt() {
        Booking booking = held(accept(request("k")));
        confirm(booking.id());
        desk.run("truncate requests, waiters, outbox");

        Acceptance again = accept(request("k"));

        assertThat(again).isEqualTo(new Acceptance.Answered(Outcome.booked(booking.id()), true, List.of()));
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.booked(booking.id()));
        assertThat(desk.count("bookings")).isOne();
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void aRequestThatIsReadAgainWhileItsBookingIsUnderWayWaitsForIt() {
        Booking booking = held(accept(request("k")));
        desk.run("truncate requests, waiters");

        assertThat(accept(request("k"))).isInstanceOf(Acceptance.Waiting.class);

        assertThat(confirm(booking.id()).decided()).hasSize(1);
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.booked(booking.id()));
    }

    @Test
    void aKeyWithAnotherContentIsRefusedAndTheFirstStands() {
        Booking booking = held(accept(request("k")));

        assertThat(answered(accept(request("k").setNotes("other"))).status()).isEqualTo(Status.KEY_REUSED);

        confirm(booking.id());
        assertThat(desk.outcome("retell", "k")).isEqualTo(Outcome.booked(booking.id()));
    }

    @Test
    void aRefusalIsRememberedWhenTheSlotIsFreeAgain() {
        Booking booking = held(accept(request("first")));
        assertThat(answered(accept(request("second"))).status()).isEqualTo(Status.SLOT_TAKEN);
        desk.setClock(NOW.plusSeconds(61));
        desk.transactions.run(() -> desk.decisions.expire(booking)).block();

        Acceptance replayed = accept(request("second").setExpiresAt(NOW.plusSeconds(600)));

        assertThat(answered(replayed).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(desk.count("occupancies where live")).isZero();
    }

    @Test
    void aRequestThatComesTooLateHasNoEffect() {
        desk.setClock(NOW.plusSeconds(61));

        assertThat(answered(accept(request("k"))).status()).isEqualTo(Status.EXPIRED);

        assertThat(desk.count("bookings")).isZero();
        assertThat(desk.count("outbox")).isZero();
        assertThat(desk.outcome("retell", "k").status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void theSameWishInTheSameConversationIsTheSameBooking() {
        Booking booking = held(accept(spoken("tool-1")));

        assertThat(accept(spoken("tool-2"))).isInstanceOf(Acceptance.Waiting.class);
        List<Decided> decided = confirm(booking.id()).decided();

        assertThat(decided).hasSize(2);
        assertThat(desk.outcome("retell", "tool-1").repeated()).isFalse();
        assertThat(desk.outcome("retell", "tool-2"))
                .isEqualTo(Outcome.booked(booking.id()).again());
        assertThat(answered(accept(spoken("tool-3"))))
                .isEqualTo(Outcome.booked(booking.id()).again());
        assertThat(desk.outcome("retell", "tool-3"))
                .isEqualTo(Outcome.booked(booking.id()).again());
        assertThat(desk.count("bookings")).isOne();
    }

    @Test
    void parallelToolCallsOfOneConversationAreOneBooking() {
        List<Acceptance> all = Flux.range(0, 10)
                .flatMap(i -> accept.accept(read(spoken("tool-" + i)), null), 10)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(all).filteredOn(Acceptance.UnderWay.class::isInstance).hasSize(1);
        assertThat(all).filteredOn(Acceptance.Waiting.class::isInstance).hasSize(9);
    }

    @Test
    void anotherPersonInTheSameConversationIsAnotherWish() {
        held(accept(spoken("tool-1")));

        assertThat(answered(accept(spoken("tool-2").setCustomer(new Customer("Charles Babbage", null, null))))
                        .status())
                .isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void afterARefusalTheSameWishIsANewOne() {
        Booking booking = held(accept(spoken("tool-1")));
        desk.setClock(NOW.plusSeconds(61));
        desk.transactions.run(() -> desk.decisions.expire(booking)).block();

        Booking next = held(accept(spoken("tool-2").setExpiresAt(NOW.plusSeconds(120))));

        assertThat(next.id()).isNotEqualTo(booking.id());
    }

    @Test
    void takesWhatAHoldThatRanOutLeftBehind() {
        Booking lapsed = held(accept(request("first")));
        desk.setClock(NOW.plusSeconds(61));

        Acceptance.UnderWay held =
                (Acceptance.UnderWay) accept(request("second").setExpiresAt(NOW.plusSeconds(120)));

        assertThat(held.booking().id()).isNotEqualTo(lapsed.id());
        assertThat(held.others()).extracting(Decided::id).containsExactly(key("first"));
        assertThat(desk.booking(lapsed.id()).state()).isEqualTo(BookingState.EXPIRED);
        assertThat(desk.outcome("retell", "first").status()).isEqualTo(Status.EXPIRED);
        assertThat(desk.events()).singleElement().isInstanceOf(BookingExpired.class);
    }

    @Test
    void whatIsBeingWrittenDoesNotRunOut() {
        Booking booking = held(accept(request("first")));
        desk.bookings
                .advance(booking, BookingState.WRITING, Change.under(LEASE))
                .block();
        desk.setClock(NOW.plusSeconds(61));

        assertThat(answered(accept(request("second").setExpiresAt(NOW.plusSeconds(120))))
                        .status())
                .isEqualTo(Status.SLOT_TAKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:30, off_grid",
        "2026-11-21T01:00, past",
        "2026-11-21T03:00, notice",
        "2026-11-23T15:00, closed",
        "2027-01-04T09:00, beyond_window"
    })
    void refusesWhatTheRulesForbidAndSaysWhy(String start, String reason) {
        Outcome outcome = answered(accept(request("k").setStart(start)));

        assertThat(outcome).isEqualTo(Outcome.of(Status.NOT_ALLOWED, reason));
        assertThat(desk.outcome("retell", "k")).isEqualTo(outcome);
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingRefused.class,
                        refused -> assertThat(refused.getReason()).isEqualTo(reason));
    }

    @Test
    void refusesWhatTheCatalogueDoesNotHave() {
        assertThat(answered(accept(request("k1").setService("massage"))).field())
                .isEqualTo("service");
        assertThat(answered(accept(request("k2").setStaff("nobody"))).field()).isEqualTo("staff");
        assertThat(answered(accept(request("k3").setDurationMinutes(45))).reason())
                .isEqualTo("duration");
        assertThat(answered(accept(request("k4").setHoldToken("token"))).reason())
                .isEqualTo("hold_gone");
    }

    @Test
    void anUnclearRequestIsRefusedOnceAndRemembered() {
        Outcome outcome = answered(accept(request("k").setTimeZone("Pacific Time")));

        assertThat(outcome.status()).isEqualTo(Status.INVALID);
        assertThat(answered(accept(request("k").setTimeZone("Pacific Time")))).isEqualTo(outcome);
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingRefused.class,
                        refused -> assertThat(refused.getReason()).isEqualTo("invalid"));
    }

    @Test
    void refusesAnswersThatAreMissingOrWrongAllAtOnceAndTakesNothing() {
        ask();

        Outcome outcome = answered(accept(request("k").setService("intake").setAnswers(Map.of("age", "old"))));

        assertThat(outcome)
                .isEqualTo(Outcome.invalid(
                        "answers.reason",
                        "invalid",
                        "any text; answers.age: a number such as 12 or -3.5; answers.first: true or false"));
        assertThat(desk.outcome("retell", "k")).isEqualTo(outcome);
        assertThat(desk.count("occupancies")).isZero();
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingRefused.class,
                        refused -> assertThat(refused.getReason()).isEqualTo("invalid"));
    }

    @Test
    void writesAnswersOnTheEventUnderTheQuestionsAsTheyAreAsked() {
        ask();
        FakeCalendar calendar = new FakeCalendar();
        Map<String, String> answers =
                Map.of("reason", "Back pain", "age", "36", "first", "true", "allergies", "none", "unasked", "told");

        Booking booking = held(accept(request("k").setService("intake").setAnswers(answers)));
        new TestSaga(desk, calendar, false, LEASE).run(booking);

        assertThat(booking.answers()).isEqualTo(answers);
        assertThat(Objects.requireNonNull(calendar.find(booking.eventId()).description())
                        .lines())
                .containsSequence(
                        "What brings you? Back pain",
                        "Age: 36",
                        "Is it your first visit? yes",
                        "allergies: none",
                        "unasked: told");
    }

    private static void ask() {
        desk.offer("intake", """
                {"questions": [
                    {"key": "reason", "label": "What brings you?", "type": "text", "required": true},
                    {"key": "age", "label": "Age", "type": "number", "required": false},
                    {"key": "first", "label": "Is it your first visit?", "type": "boolean", "required": true}]}""");
    }

    private static RequestBooking.Builder spoken(String key) {
        return request(key).setConversationId("call-1").setToolCallId(key);
    }

    private List<Acceptance> inParallel(int callers, IntFunction<String> key) {
        return Flux.range(0, callers)
                .flatMap(
                        i -> accept.accept(read(request(key.apply(i))), new ReplyAddress("c-" + i, "replies.v1", 0)),
                        callers)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private Conclusion confirm(UUID id) {
        Booking writing = Objects.requireNonNull(desk.bookings
                .advance(desk.booking(id), BookingState.WRITING, Change.under(LEASE))
                .block());
        Mono<Conclusion> confirmed =
                desk.transactions.run(() -> desk.decisions.confirm(writing, Change.event("etag", null, null)));
        return Objects.requireNonNull(confirmed.block());
    }

    private Acceptance accept(RequestBooking.Builder request) {
        return Objects.requireNonNull(accept.accept(read(request), new ReplyAddress("c", "replies.v1", 0))
                .block());
    }

    private static Reading read(RequestBooking.Builder request) {
        return RequestMapping.read(request.build(), "retell", NOW);
    }

    private static RequestKey key(String key) {
        return new RequestKey("retell", key);
    }

    private static Booking held(Acceptance acceptance) {
        assertThat(acceptance).isInstanceOf(Acceptance.UnderWay.class);
        return ((Acceptance.UnderWay) acceptance).booking();
    }

    private static Outcome answered(Acceptance acceptance) {
        assertThat(acceptance).isInstanceOf(Acceptance.Answered.class);
        return ((Acceptance.Answered) acceptance).outcome();
    }
}
