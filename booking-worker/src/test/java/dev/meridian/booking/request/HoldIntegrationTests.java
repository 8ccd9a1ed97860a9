package dev.meridian.booking.request;

import static dev.meridian.booking.TestDesk.BUSINESS_ZONE;
import static dev.meridian.booking.TestDesk.LEASE;
import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.TestDesk;
import dev.meridian.booking.decision.Conclusion;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Outcome.Status;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.schema.booking.BookingRefused;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class HoldIntegrationTests {

    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Duration AFTER = LENGTH.plusSeconds(1);
    private static final ReplyAddress ADDRESS = new ReplyAddress("c", "replies.v1", 0);
    private static final int ROUNDS = 100;

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    private final RequestMemo memo = new RequestMemo(desk.transactions, desk.requests);
    private final SlotPlacement placement = new SlotPlacement(
            desk.catalogue, desk.bookings, desk.occupancies, desk.loads, desk.seating, desk.decisions);
    private final Holds holds = new Holds(desk.ids, desk.bookings);
    private final AcceptHold acceptHold = new AcceptHold(
            memo, desk.requests, desk.bookings, placement, desk.ids, new HoldSettings(LENGTH, 5), BUSINESS_ZONE);
    private final AcceptRelease acceptRelease = new AcceptRelease(memo, holds, desk.decisions, desk.ids);
    private final AcceptRequest acceptRequest = new AcceptRequest(
            memo,
            desk.requests,
            desk.bookings,
            desk.catalogue,
            placement,
            holds,
            desk.identification,
            desk.outbox,
            desk.events,
            desk.ids,
            LEASE,
            BUSINESS_ZONE);

    @Test
    void keepsAFreeSlotForAWhileAndTellsNobody() {
        Outcome outcome = outcome(hold(slot("h")));

        Booking kept = desk.booking(bookingId(outcome));
        assertThat(outcome.status()).isEqualTo(Status.HELD);
        assertThat(outcome.until()).isEqualTo(kept.holdUntil()).isBetween(NOW.plus(LENGTH), NOW.plus(AFTER));
        assertThat(kept.state()).isEqualTo(BookingState.HELD);
        assertThat(kept.kept()).isTrue();
        assertThat(kept.slot().start()).isEqualTo(NINE);
        assertThat(kept.customer().name()).isEmpty();
        assertThat(kept.eventId()).isEqualTo(desk.ids.eventId(kept.id(), 1));
        assertThat(desk.outcome("retell", "h")).isEqualTo(outcome);
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void theSameRequestGetsTheSameAnswerForGood() {
        Outcome first = outcome(hold(slot("h")));
        desk.setClock(NOW.plus(AFTER));

        assertThat(hold(slot("h"))).isEqualTo(new Acceptance.Answered(first, true, List.of()));
        assertThat(outcome(hold(slot("h").setDurationMinutes(30))).status()).isEqualTo(Status.KEY_REUSED);
        assertThat(desk.count("bookings")).isOne();
    }

    @Test
    void readIntoAnEmptiedDatabaseNothingHappens() {
        desk.setClock(NOW.plusSeconds(61));

        assertThat(outcome(hold(slot("h"))).status()).isEqualTo(Status.EXPIRED);
        assertThat(outcome(book(request("b").setHoldToken(desk.ids.holdToken(new UUID(1, 2)))))
                        .status())
                .isEqualTo(Status.EXPIRED);
        assertThat(outcome(release("r", desk.ids.holdToken(new UUID(1, 2)))).status())
                .isEqualTo(Status.EXPIRED);
        assertThat(desk.count("bookings")).isZero();
        assertThat(desk.count("outbox")).isZero();
        // What who asked was told to look for.
        assertThat(desk.count("requests where key = 'b' and booking_id = '" + new UUID(1, 2) + "'"))
                .isOne();
    }

    @Test
    void oneOfManyGetsToKeepTheSlot() {
        List<Outcome> outcomes = inParallel(20, i -> slot("h-" + i).setConversationId("call-" + i));

        assertThat(outcomes).filteredOn(is(Status.HELD)).hasSize(1);
        assertThat(outcomes).filteredOn(is(Status.SLOT_TAKEN)).hasSize(19);
        assertThat(desk.count("occupancies where live")).isOne();
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void aHoldOfAServiceThatCustomersShareKeepsOneSeat() {
        desk.offer("class", 2);

        Outcome held = outcome(hold(slot("h").setService("class")));
        Booking other = underWay(book(request("other").setService("class")));

        assertThat(outcome(hold(slot("h2").setService("class"))).status()).isEqualTo(Status.SLOT_TAKEN);
        Booking mine =
                underWay(book(request("mine").setService("class").setHoldToken(desk.ids.holdToken(bookingId(held)))));
        assertThat(mine.sessionId()).isNotNull().isEqualTo(other.sessionId());
        assertThat(mine.eventId()).isEqualTo(other.eventId());
        assertThat(desk.count("seats where live")).isEqualTo(2);
    }

    @Test
    void onlyItsHolderCanBookTheSlotWhileItIsKept() {
        String token = token(hold(slot("h")));

        assertThat(outcome(book(request("other"))).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(outcome(hold(slot("h2"))).status()).isEqualTo(Status.SLOT_TAKEN);
        assertThat(taken()).isTrue();
        Booking booking = underWay(book(request("mine").setHoldToken(token)));

        assertThat(booking.id()).isEqualTo(desk.ids.heldBy(token).orElseThrow());
        assertThat(outcome(book(request("third"))).status()).isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void aRequestThatIsReadAfterItsClaimedBookingWasFoundInTheCalendarJoinsIt() {
        String token = token(hold(slot("h")));
        Booking booking = underWay(book(request("mine").setHoldToken(token)));
        confirm(booking);
        Origin restored = Origin.restored("retell", BookingIds.keyHash(new RequestKey("retell", "mine")));
        desk.run("truncate requests, waiters, outbox");
        desk.run("update bookings set request_key = '" + restored.requestKey() + "'");

        Acceptance again = book(request("mine").setHoldToken(token));

        assertThat(again).isEqualTo(new Acceptance.Answered(Outcome.booked(booking.id()), true, List.of()));
        assertThat(desk.outcome("retell", "mine")).isEqualTo(Outcome.booked(booking.id()));
        assertThat(desk.count("bookings")).isOne();
        assertThat(desk.events()).isEmpty();
        // Whoever came too late for the slot that was kept still does.
        assertThat(outcome(book(request("other").setHoldToken(token)))).isEqualTo(Holds.GONE);
    }

    @Test
    void aClaimedHoldIsTheBookingOfTheRequestThatClaimedIt() {
        Outcome held = outcome(hold(slot("h").setConversationId("call-1")));
        desk.setClock(NOW.plusSeconds(100));

        Booking booking = underWay(book(request("b")
                .setExpiresAt(NOW.plusSeconds(160))
                .setStart("2026-11-23T18:00")
                .setTimeZone("Europe/Berlin")
                .setNotes("second floor")
                .setConversationId("call-1")
                .setToolCallId("tool-2")
                .setHoldToken(desk.ids.holdToken(bookingId(held)))));

        assertThat(booking.id()).isEqualTo(bookingId(held));
        assertThat(booking.kept()).isFalse();
        assertThat(booking.eventId()).isEqualTo(desk.ids.eventId(booking.id(), 1));
        assertThat(booking.holdUntil()).isEqualTo(NOW.plusSeconds(160));
        assertThat(booking.timeZone().getId()).isEqualTo("Europe/Berlin");
        assertThat(booking.customer().name()).isEqualTo("Ada Lovelace");
        assertThat(booking.origin().requestKey()).isEqualTo("b");
        assertThat(booking.origin().toolCallId()).isEqualTo("tool-2");
        assertThat(stored("b").bookingId()).isEqualTo(booking.id());
        assertThat(stored("b").repeated()).isFalse();

        assertThat(book(request("b")
                        .setStart("2026-11-23T18:00")
                        .setTimeZone("Europe/Berlin")
                        .setNotes("second floor")
                        .setConversationId("call-1")
                        .setToolCallId("tool-2")
                        .setHoldToken(desk.ids.holdToken(bookingId(held)))))
                .isInstanceOf(Acceptance.Waiting.class);
        List<Decided> decided = confirm(booking).decided();
        assertThat(decided).hasSize(1);
        assertThat(decided.getFirst().outcome()).isEqualTo(Outcome.booked(booking.id()));
        assertThat(desk.outcome("retell", "b")).isEqualTo(Outcome.booked(booking.id()));
        assertThat(desk.outcome("retell", "h")).isEqualTo(held);
    }

    @Test
    void aConfirmSpokenAgainInTheSameConversationIsTheSameBooking() {
        String token = token(hold(slot("h").setConversationId("call-1")));
        Booking booking = underWay(book(request("b").setConversationId("call-1").setHoldToken(token)));

        assertThat(book(request("b2").setConversationId("call-1").setHoldToken(token)))
                .isInstanceOf(Acceptance.Waiting.class);
        confirm(booking);
        assertThat(desk.outcome("retell", "b2"))
                .isEqualTo(Outcome.booked(booking.id()).again());
        assertThat(outcome(book(request("b3").setConversationId("call-1").setHoldToken(token))))
                .isEqualTo(Outcome.booked(booking.id()).again());
        assertThat(outcome(book(request("b4").setConversationId("call-1"))))
                .isEqualTo(Outcome.booked(booking.id()).again());
    }

    @Test
    void aHoldIsNotTakenForTheBookingOfItsConversation() {
        hold(slot("h").setConversationId("call-1"));

        assertThat(outcome(book(request("b").setConversationId("call-1"))).status())
                .isEqualTo(Status.SLOT_TAKEN);
    }

    @Test
    void aHoldThatRanOutIsGoneForItsHolderAndFreeForOthersAtOnce() {
        Outcome held = outcome(hold(slot("h")));
        String token = desk.ids.holdToken(bookingId(held));
        desk.setClock(NOW.plus(AFTER));

        assertThat(taken()).isFalse();
        assertThat(outcome(book(late("mine").setHoldToken(token)))).isEqualTo(Holds.GONE);
        assertThat(desk.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingRefused.class,
                        refused -> assertThat(refused.getReason()).isEqualTo("hold_gone"));
        Acceptance.UnderWay other = (Acceptance.UnderWay) book(late("other"));

        assertThat(other.booking().id()).isNotEqualTo(bookingId(held));
        assertThat(other.others()).isEmpty();
        assertThat(desk.booking(bookingId(held)).state()).isEqualTo(BookingState.EXPIRED);
        assertThat(desk.events()).hasSize(1);
        assertThat(desk.outcome("retell", "h")).isEqualTo(held);
        assertThat(outcome(book(late("mine-2").setHoldToken(token)))).isEqualTo(Holds.GONE);
    }

    @Test
    void expiringFreesTheSlotAndPublishesNothing() {
        Booking kept = desk.booking(bookingId(outcome(hold(slot("h")))));

        assertThat(expire(kept)).isNull();
        desk.setClock(NOW.plus(AFTER));
        Conclusion ended = Objects.requireNonNull(expire(kept));

        assertThat(ended.booking().state()).isEqualTo(BookingState.EXPIRED);
        assertThat(ended.decided()).isEmpty();
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.count("outbox")).isZero();
        assertThat(desk.count("requests where state = 'OPEN'")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "start, 2026-11-23T10:00, , , , '2026-11-23T09:00, as held'",
        "service, 2026-11-23T09:00, massage, , , 'standard, as held'",
        "staff, 2026-11-23T09:00, , nobody, , 'default, as held'",
        "durationMinutes, 2026-11-23T09:00, , , 45, '60, as held'"
    })
    void refusesAnythingElseThanWhatIsHeld(
            String field,
            String start,
            @Nullable String service,
            @Nullable String staff,
            @Nullable Integer minutes,
            String expected) {
        String token = token(hold(slot("h")));

        Outcome outcome = outcome(book(request("b")
                .setStart(start)
                .setService(service)
                .setStaff(staff)
                .setDurationMinutes(minutes)
                .setHoldToken(token)));

        assertThat(outcome).isEqualTo(Outcome.invalid(field, "invalid", expected));
        underWay(book(request("b2")
                .setService("standard")
                .setStaff("default")
                .setDurationMinutes(60)
                .setHoldToken(token)));
    }

    @Test
    void aTokenOfAnotherSourceOrNoneIsGone() {
        String token = token(hold(slot("h")));

        assertThat(outcome(acceptRequest
                        .accept(
                                RequestMapping.read(
                                        request("b").setHoldToken(token).build(), "api", NOW),
                                ADDRESS)
                        .block()))
                .isEqualTo(Holds.GONE);
        assertThat(outcome(acceptRelease
                        .accept(HoldMapping.read(release("r", token, "api"), "api", NOW), token, ADDRESS)
                        .block()))
                .isEqualTo(Holds.GONE);
        assertThat(outcome(book(request("b2").setHoldToken("token")))).isEqualTo(Holds.GONE);
        assertThat(outcome(book(request("b3").setHoldToken(desk.ids.holdToken(UUID.randomUUID())))))
                .isEqualTo(Holds.GONE);
        underWay(book(request("b4").setHoldToken(token)));
    }

    @Test
    void givesASlotBack() {
        Outcome held = outcome(hold(slot("h")));
        String token = desk.ids.holdToken(bookingId(held));

        Outcome released = outcome(release("r", token));

        assertThat(released).isEqualTo(Outcome.ended(Status.CANCELLED, bookingId(held), null));
        assertThat(release("r", token)).isEqualTo(new Acceptance.Answered(released, true, List.of()));
        assertThat(outcome(release("r2", token))).isEqualTo(Holds.GONE);
        assertThat(outcome(book(request("b").setHoldToken(token)))).isEqualTo(Holds.GONE);
        assertThat(desk.count("occupancies where live")).isZero();
        assertThat(desk.events()).singleElement().isInstanceOf(BookingRefused.class);
        assertThat(outcome(hold(slot("h2"))).status()).isEqualTo(Status.HELD);
    }

    @Test
    void aHoldThatBecameABookingOrRanOutIsNotGivenBack() {
        String token = token(hold(slot("h")));
        Booking booking = underWay(book(request("b").setHoldToken(token)));

        assertThat(outcome(release("r", token))).isEqualTo(Holds.GONE);
        assertThat(desk.booking(booking.id()).state()).isEqualTo(BookingState.HELD);

        String second = token(hold(slot("h2").setStart("2026-11-23T10:00")));
        desk.setClock(NOW.plus(AFTER));
        assertThat(outcome(release("r2", second))).isEqualTo(Holds.GONE);
        assertThat(outcome(release("r3", "token"))).isEqualTo(Holds.GONE);
    }

    @Test
    void noMoreThanSoManyForOneCallerEvenAtOnce() {
        List<Outcome> outcomes =
                inParallel(12, i -> slot("h-" + i).setConversationId("call-1").setStart(day(i)));

        assertThat(outcomes).filteredOn(is(Status.HELD)).hasSize(5);
        assertThat(outcomes)
                .filteredOn(is(Status.NOT_ALLOWED))
                .hasSize(7)
                .allSatisfy(outcome -> assertThat(outcome.reason()).isEqualTo("too_many_holds"));
        assertThat(desk.events()).isEmpty();
        assertThat(outcome(hold(slot("other").setConversationId("call-2").setStart(day(12))))
                        .status())
                .isEqualTo(Status.HELD);
        assertThat(outcome(hold(slot("none").setStart(day(13)))).status()).isEqualTo(Status.HELD);

        desk.setClock(NOW.plus(AFTER));
        assertThat(outcome(hold(slot("again")
                                .setConversationId("call-1")
                                .setStart(day(14))
                                .setExpiresAt(NOW.plusSeconds(600))))
                        .status())
                .isEqualTo(Status.HELD);
    }

    @Test
    void holdsOutsideOfAnyConversationAreTheSources() {
        List<Outcome> outcomes = inParallel(12, i -> slot("h-" + i).setStart(day(i)));

        assertThat(outcomes).filteredOn(is(Status.HELD)).hasSize(5);
        String token = desk.ids.holdToken(
                bookingId(outcomes.stream().filter(is(Status.HELD)).findFirst().orElseThrow()));
        release("r", token);
        assertThat(outcome(hold(slot("again").setStart(day(14)))).status()).isEqualTo(Status.HELD);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T09:30, off_grid", "2026-11-21T01:00, past", "2026-11-23T15:00, closed"})
    void refusesWhatTheRulesForbidAndRemembersIt(String start, String reason) {
        Outcome outcome = outcome(hold(slot("h").setStart(start)));

        assertThat(outcome).isEqualTo(Outcome.of(Status.NOT_ALLOWED, reason));
        assertThat(desk.outcome("retell", "h")).isEqualTo(outcome);
        assertThat(desk.count("outbox")).isZero();
    }

    @Test
    void refusesWhatCanNotBeMeantAndRemembersIt() {
        assertThat(outcome(hold(slot("h1").setTimeZone("Pacific Time"))).field())
                .isEqualTo("timeZone");
        assertThat(outcome(hold(slot("h2").setDurationMinutes(0))).field()).isEqualTo("durationMinutes");
        assertThat(outcome(hold(slot("h3").setService("massage"))).field()).isEqualTo("service");
        assertThat(desk.outcome("retell", "h1").status()).isEqualTo(Status.INVALID);
        assertThat(desk.count("outbox")).isZero();
    }

    @Test
    void ofManyWhoConfirmAtOnceOneWins() {
        for (int round = 0; round < ROUNDS / 10; round++) {
            String id = "h-" + round;
            String token = token(hold(slot(id).setStart(day(round))));
            String start = day(round);
            List<Acceptance> all = Flux.range(0, 10)
                    .flatMap(
                            i -> acceptRequest.accept(
                                    read(request(id + "/" + i)
                                            .setStart(start)
                                            .setCustomer(new Customer("Caller " + i, null, null))
                                            .setHoldToken(token)),
                                    ADDRESS),
                            10)
                    .collectList()
                    .blockOptional()
                    .orElseThrow();

            assertThat(all).filteredOn(Acceptance.UnderWay.class::isInstance).hasSize(1);
            assertThat(all)
                    .filteredOn(Acceptance.Answered.class::isInstance)
                    .hasSize(9)
                    .allSatisfy(answer -> assertThat(outcome(answer)).isEqualTo(Holds.GONE));
            underWay(all.stream()
                    .filter(Acceptance.UnderWay.class::isInstance)
                    .findFirst()
                    .orElseThrow());
            desk.run("truncate requests, waiters, bookings, occupancies, sessions, seats, outbox");
        }
    }

    /** A confirm, a release, somebody else and the sweeper come together just when the hold runs out. */
    @Test
    void whateverComesTogetherAtTheEndOfAHoldOneWins() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int confirmed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            desk.run("truncate requests, waiters, bookings, occupancies, sessions, seats, outbox");
            desk.setClock(NOW);
            Outcome held = outcome(hold(slot("h")));
            UUID id = bookingId(held);
            String token = desk.ids.holdToken(id);
            Instant end = Objects.requireNonNull(held.until());
            // As long as a confirmation takes, give or take as much again.
            desk.setClock(end.minusMillis(random.nextInt(60)));

            Mono<Acceptance> mine = acceptRequest.accept(read(late("mine").setHoldToken(token)), ADDRESS);
            Mono<Acceptance> others = acceptRequest.accept(read(late("other")), ADDRESS);
            Mono<Long> swept = Mono.delay(Duration.ofMillis(random.nextInt(60)))
                    .then(Mono.defer(() -> desk.bookings
                            .takeOver(new Lease("sweeper", Duration.ofSeconds(10)), 10)
                            .filter(Booking::kept)
                            .concatMap(due -> desk.transactions.run(() -> desk.decisions.expire(due)))
                            .count()));
            Mono<Acceptance> released = random.nextInt(4) == 0
                    ? acceptRelease.accept(
                            HoldMapping.read(release("r", token, "retell"), "retell", end), token, ADDRESS)
                    : Mono.empty();
            Mono.when(mine, others, swept, released).block();

            Booking hold = desk.booking(id);
            boolean isMine = !hold.kept();
            confirmed += isMine ? 1 : 0;
            String about = "seed " + seed + ", round " + round + ", " + hold;
            assertThat(hold.state())
                    .as(about)
                    .isIn(
                            BookingState.HELD,
                            isMine ? BookingState.HELD : BookingState.EXPIRED,
                            isMine ? BookingState.HELD : BookingState.CANCELLED);
            assertThat(stored("mine").outcome()).as(about).isEqualTo(isMine ? null : Holds.GONE);
            Outcome other = stored("other").outcome();
            assertThat(isMine && other == null).as(about).isFalse();
            assertThat(desk.count("occupancies where live")).as(about).isLessThanOrEqualTo(1);
            assertThat(desk.count("bookings b join occupancies o on o.booking_id = b.id and o.live"
                            + " where b.state in ('EXPIRED', 'CANCELLED')"))
                    .as(about)
                    .isZero();
        }
        assertThat(confirmed).as("seed " + seed).isPositive();
    }

    @Test
    void aKeptSlotOfAServiceWhoseHostDecidesWaitsForTheHost() {
        desk.offer("consultation", "{\"requires_confirmation\": true, \"decision_minutes\": 60}");
        String token = token(hold(slot("h").setService("consultation")));
        desk.setClock(NOW.plusSeconds(100));

        Outcome outcome = outcome(book(late("mine").setHoldToken(token)));

        Booking waiting = desk.booking(desk.ids.heldBy(token).orElseThrow());
        assertThat(outcome).isEqualTo(Outcome.requested(waiting.id()));
        assertThat(desk.outcome("retell", "mine")).isEqualTo(outcome);
        assertThat(waiting.state()).isEqualTo(BookingState.AWAITING_HOST);
        assertThat(waiting.kept()).isFalse();
        assertThat(waiting.customer().name()).isEqualTo("Ada Lovelace");
        assertThat(waiting.holdUntil()).isBetween(NOW.plusSeconds(3700), NOW.plusSeconds(3701));
        desk.setClock(NOW.plus(AFTER));
        assertThat(expire(waiting)).isNull();
        assertThat(taken()).isTrue();
        assertThat(desk.events()).isEmpty();
    }

    @Test
    void aKeptSlotIsNotBookedWithoutTheAnswersItsServiceNeeds() {
        desk.offer("consultation", """
                {"questions": [{"key": "age", "label": "How old are you?", "type": "number", "required": true}]}""");
        String token = token(hold(slot("h").setService("consultation")));

        Outcome outcome = outcome(book(request("mine").setHoldToken(token)));
        assertThat(outcome.status()).isEqualTo(Status.INVALID);
        assertThat(outcome.field()).isEqualTo("answers.age");
        Booking booking = underWay(book(request("again").setHoldToken(token).setAnswers(Map.of("age", "36"))));

        assertThat(booking.answers()).containsExactly(Map.entry("age", "36"));
    }

    private static String day(int i) {
        // The first hours of the days from Monday on; weekends are closed.
        int day = 23 + (i % 5);
        int hour = 9 + i / 5;
        return "2026-11-%02dT%02d:00".formatted(day, hour);
    }

    private static HoldSlot.Builder slot(String key) {
        return HoldSlot.newBuilder()
                .setRequestId(key)
                .setExpiresAt(NOW.plusSeconds(60))
                .setStart("2026-11-23T09:00")
                .setTimeZone("America/Los_Angeles");
    }

    private static RequestBooking.Builder request(String key) {
        return TestDesk.request(key);
    }

    private static RequestBooking.Builder late(String key) {
        return request(key).setExpiresAt(NOW.plus(AFTER).plusSeconds(60));
    }

    private static Reading read(RequestBooking.Builder request) {
        return RequestMapping.read(request.build(), "retell", NOW);
    }

    private static HoldReading read(HoldSlot.Builder request) {
        return HoldMapping.read(request.build(), "retell", NOW);
    }

    private static ReleaseHold release(String key, String token, String source) {
        return ReleaseHold.newBuilder()
                .setRequestId(source + "/" + key)
                .setHoldToken(token)
                .build();
    }

    private Acceptance hold(HoldSlot.Builder request) {
        return Objects.requireNonNull(acceptHold.accept(read(request), ADDRESS).block());
    }

    private Acceptance book(RequestBooking.Builder request) {
        return Objects.requireNonNull(
                acceptRequest.accept(read(request), ADDRESS).block());
    }

    private Acceptance release(String key, String token) {
        ReleaseHold request = ReleaseHold.newBuilder()
                .setRequestId(key)
                .setExpiresAt(
                        key.equals("r") ? NOW.plusSeconds(60) : NOW.plus(AFTER).plusSeconds(60))
                .setHoldToken(token)
                .build();
        return Objects.requireNonNull(acceptRelease
                .accept(HoldMapping.read(request, "retell", NOW), token, ADDRESS)
                .block());
    }

    private List<Outcome> inParallel(int callers, IntFunction<HoldSlot.Builder> request) {
        return Flux.range(0, callers)
                .flatMap(i -> acceptHold.accept(read(request.apply(i)), ADDRESS), callers)
                .map(HoldIntegrationTests::outcome)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private Conclusion confirm(Booking booking) {
        Booking writing = Objects.requireNonNull(desk.bookings
                .advance(booking, BookingState.WRITING, Change.under(LEASE))
                .block());
        Mono<Conclusion> confirmed =
                desk.transactions.run(() -> desk.decisions.confirm(writing, Change.event("etag", null, null)));
        return Objects.requireNonNull(confirmed.block());
    }

    private static @Nullable Conclusion expire(Booking booking) {
        return desk.transactions.run(() -> desk.decisions.expire(booking)).block();
    }

    private static boolean taken() {
        return desk.occupancies
                .live(List.of("default"), NINE, NINE.plusSeconds(60))
                .hasElements()
                .blockOptional()
                .orElseThrow();
    }

    private static StoredRequest stored(String key) {
        return Objects.requireNonNull(desk.requests.find("retell", key).block());
    }

    private static String token(Acceptance acceptance) {
        return desk.ids.holdToken(bookingId(outcome(acceptance)));
    }

    private static UUID bookingId(Outcome outcome) {
        return Objects.requireNonNull(outcome.bookingId());
    }

    private static Predicate<Outcome> is(Status status) {
        return outcome -> outcome.status() == status;
    }

    private static Booking underWay(Acceptance acceptance) {
        assertThat(acceptance).isInstanceOf(Acceptance.UnderWay.class);
        return ((Acceptance.UnderWay) acceptance).booking();
    }

    private static Outcome outcome(@Nullable Acceptance acceptance) {
        assertThat(acceptance).isInstanceOf(Acceptance.Answered.class);
        return ((Acceptance.Answered) Objects.requireNonNull(acceptance)).outcome();
    }
}
