package dev.meridian.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.request.BookingRequests.Word;
import dev.meridian.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class WaitingDeskTests {

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final RequestKey KEY = new RequestKey("api", "k1");

    private final SettableClock clock = new SettableClock(NOW);
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final FakeParts parts = new FakeParts();
    private final BookingIds ids = new BookingIds("a secret of thirty-two bytes or more", "test");
    private final List<Instant> looks = new ArrayList<>();
    private final BookingWish wish = wish("Jo Example");
    private final Booking booking = FakeParts.booking(wish, BookingState.CONFIRMED);
    private Supplier<Mono<Word>> reply = Mono::empty;
    private Supplier<Mono<StoredRequest>> stored = Mono::empty;
    private Supplier<Mono<Booking>> row = () -> Mono.just(booking);

    @BeforeEach
    void offer() {
        parts.offer(
                Offers.of(Offers.MONDAY_9, Offers.MONDAY_10, Offers.TUESDAY_9, Offers.slot("2026-11-23T14:00:00Z")));
    }

    @AfterEach
    void dispose() {
        time.dispose();
    }

    @Test
    void answersWithTheReplyAtOnce() {
        reply = () -> Mono.just(new Word.Decided(Outcome.booked(booking.id()), false));
        assertThat(book().get()).isEqualTo(new BookingAnswer.Accepted(booking, false, false));
        assertThat(looks).isEmpty();
    }

    @Test
    void findsOutcomeHalfwayWhenTheReplyIsLost() {
        stored = () -> Mono.just(request(Outcome.booked(booking.id()), NOW.plusMillis(20)));
        AtomicReference<@Nullable BookingAnswer> answer = book();
        pass(Duration.ofMillis(1400));
        assertThat(answer.get()).isNull();
        pass(Duration.ofMillis(100));
        assertThat(answer.get()).isEqualTo(new BookingAnswer.Accepted(booking, false, false));
    }

    @Test
    void findsOutcomeAtTheEndWhenItCameLate() {
        AtomicReference<@Nullable BookingAnswer> answer = book();
        pass(Duration.ofSeconds(2));
        stored = () -> Mono.just(request(Outcome.requested(booking.id()), NOW.minusSeconds(5)));
        pass(Duration.ofMillis(850));
        assertThat(answer.get()).isEqualTo(new BookingAnswer.Accepted(booking, true, true));
    }

    @Test
    void answersPendingWithinTheDeadline() {
        AtomicReference<@Nullable BookingAnswer> answer = book();
        pass(Duration.ofMillis(2840));
        assertThat(answer.get()).isNull();
        pass(Duration.ofMillis(160));
        assertThat(answer.get()).isEqualTo(new BookingAnswer.Pending(ids.bookingId(wish.id()), null));
    }

    @ParameterizedTest
    @CsvSource({"450, 300", "30, 20", "1, 10", "0, 10", "-150, 10"})
    void sendsTheWishHoweverShortTheTime(long deadline, long wait) {
        AtomicReference<@Nullable BookingAnswer> answer = asked(desk -> desk.book(wish, NOW.plusMillis(deadline)));
        pass(Duration.ofMillis(wait - 1));
        assertThat(answer.get()).isNull();
        pass(Duration.ofMillis(1));
        assertThat(answer.get()).isEqualTo(new BookingAnswer.Pending(ids.bookingId(wish.id()), null));
    }

    @Test
    void refusesWhatComesWellAfterItsTime() {
        assertThat(asked(desk -> desk.book(wish, NOW.minusMillis(151))).get()).isEqualTo(new Refusal.Overloaded());
    }

    @Test
    void showsTheBookingThatIsUnderWay() {
        Booking held = FakeParts.booking(wish, BookingState.WRITING);
        stored = () -> Mono.just(request(null, NOW));
        row = () -> Mono.just(held);
        AtomicReference<@Nullable BookingAnswer> answer = book();
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new BookingAnswer.Pending(held.id(), held));
    }

    @Test
    void answersPendingInTimeWhenPostgresHangs() {
        stored = Mono::never;
        AtomicReference<@Nullable BookingAnswer> answer = book();
        pass(DEADLINE.plus(Waiting.MARGIN));
        assertThat(answer.get()).isEqualTo(new BookingAnswer.Pending(ids.bookingId(wish.id()), null));
    }

    @Test
    void answersPendingWhenTheBookedRowCanNotBeRead() {
        reply = () -> Mono.just(new Word.Decided(Outcome.booked(booking.id()), false));
        row = () -> Mono.error(new IllegalStateException("database away"));
        assertThat(book().get()).isEqualTo(new BookingAnswer.Pending(ids.bookingId(wish.id()), null));
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        reply = () -> Mono.just(new Word.Refused());
        assertThat(book().get()).isEqualTo(new Refusal.Overloaded());
    }

    @Test
    void findsAlternativesOnTheSameDayFirst() {
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.SLOT_TAKEN, null), false));
        assertThat(book().get())
                .isEqualTo(new Refusal.SlotTaken(
                        List.of(Offers.MONDAY_10, Offers.slot("2026-11-23T14:00:00Z"), Offers.TUESDAY_9)));
        AvailabilityQuestion question = parts.questions.getFirst();
        assertThat(question.from()).isEqualTo("2026-11-20");
        assertThat(question.to()).isEqualTo("2026-11-30");
    }

    @Test
    void answersWithoutAlternativesWhenThereAreNone() {
        parts.offer(new AvailabilityAnswer.Unknown());
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.NOT_ALLOWED, "closed"), false));
        assertThat(book().get()).isEqualTo(new Refusal.NotAllowed("closed", List.of()));
    }

    @Test
    void looksFromTodayOnWhenTheWishIsBeyondTheWindow() {
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.NOT_ALLOWED, "beyond_window"), false));
        book();
        assertThat(parts.questions.getFirst().from()).isEqualTo("2026-11-20");
    }

    @Test
    void tellsOtherOutcomes() {
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.KEY_REUSED, null), true));
        assertThat(book().get()).isEqualTo(new Refusal.KeyReused());
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.EXPIRED, null), false));
        assertThat(book().get()).isEqualTo(new Refusal.Expired());
        reply = () -> Mono.just(new Word.Decided(Outcome.invalid("staff", "unknown", "an id"), false));
        assertThat(book().get()).isEqualTo(new Refusal.Invalid("staff", "an id"));
    }

    @Test
    void doesNotTakeAnotherContentsOutcomeForItsOwn() {
        stored = () -> Mono.just(request(Outcome.booked(booking.id()), NOW.minusSeconds(60)));
        AtomicReference<@Nullable BookingAnswer> answer = book(wish("Somebody Else"));
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new Refusal.KeyReused());
    }

    @Test
    void doesNotTakeAnotherCommandsOutcomeForItsOwn() {
        stored = () -> Mono.just(request("CancelBooking", Outcome.of(Outcome.Status.CANCELLED, null), NOW));
        AtomicReference<@Nullable BookingAnswer> answer = book();
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new Refusal.KeyReused());
    }

    @Test
    void doesNotTakeAnotherBookingsOutcomeForItsOwn() {
        Booking other = FakeParts.booked("2026-11-25T17:00:00Z", PACIFIC, "+12135550100", "c9");
        StoredRequest request =
                request("CancelBooking", Outcome.ended(Outcome.Status.CANCELLED, booking.id(), null), NOW);
        stored = () -> Mono.just(request);
        AtomicReference<@Nullable ChangeAnswer> answer = asked(desk -> desk.cancel(
                new CancelWish(KEY, other, null, null), clock.instant().plus(DEADLINE)));
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new Refusal.KeyReused());
    }

    @Test
    void namesTheHeldBookingWhileItIsPending() {
        UUID held = UUID.fromString("5f2b6f0e-1111-8222-8333-444455556666");
        AtomicReference<@Nullable BookingAnswer> answer = book(holding(ids.holdToken(held)));
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new BookingAnswer.Pending(held, null));
        AtomicReference<@Nullable BookingAnswer> foreign = book(holding("no token of ours"));
        pass(DEADLINE);
        assertThat(foreign.get()).isEqualTo(new BookingAnswer.Pending(ids.bookingId(KEY), null));
    }

    @Test
    void tellsThatTheHoldIsGone() {
        reply = () -> decided(Outcome.of(Outcome.Status.NOT_FOUND, "hold_gone"));
        assertThat(book(holding("x")).get()).isEqualTo(new Refusal.HoldGone());
    }

    @Test
    void tellsThatTheBookingWasCancelledMeanwhile() {
        reply = () -> decided(Outcome.ended(Outcome.Status.CANCELLED, booking.id(), "customer"));
        assertThat(book().get()).isEqualTo(new Refusal.NotAllowed("cancelled", List.of()));
    }

    @Test
    void movesAndShowsWhereTheBookingIsNow() {
        Booking moved = FakeParts.after(booking, Offers.TUESDAY_9.start(), PACIFIC, BookingState.CONFIRMED);
        row = () -> Mono.just(moved);
        reply = () -> decided(Outcome.booked(booking.id()));
        assertThat(move().get()).isEqualTo(new ChangeAnswer.Done(moved));
    }

    @Test
    void findsTheOutcomeOfAMoveWhenTheReplyIsLost() {
        stored = () -> Mono.just(request("RescheduleBooking", Outcome.booked(booking.id()), NOW));
        AtomicReference<@Nullable ChangeAnswer> answer = move();
        pass(Duration.ofMillis(1500));
        assertThat(answer.get()).isEqualTo(new ChangeAnswer.Done(booking));
    }

    @Test
    void offersOthersWhereTheNewTimeCanNotBeHad() {
        reply = () -> decided(Outcome.of(Outcome.Status.SLOT_TAKEN, null));
        assertThat(move().get())
                .isEqualTo(new Refusal.SlotTaken(
                        List.of(Offers.MONDAY_10, Offers.MONDAY_9, Offers.slot("2026-11-23T14:00:00Z"))));
        AvailabilityQuestion question = parts.questions.getFirst();
        assertThat(question.staff()).isEqualTo("default");
        assertThat(question.durationMinutes()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reschedule_notice", "in_progress", "awaiting_host", "version", "cancelled"})
    void offersNoOthersWhereNoTimeWouldHelp(String reason) {
        reply = () -> decided(Outcome.of(Outcome.Status.NOT_ALLOWED, reason));
        assertThat(move().get()).isEqualTo(new Refusal.NotAllowed(reason, List.of()));
        assertThat(parts.questions).isEmpty();
    }

    @Test
    void cancels() {
        Booking cancelled = FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.CANCELLED);
        row = () -> Mono.just(cancelled);
        reply = () -> decided(Outcome.ended(Outcome.Status.CANCELLED, booking.id(), null));
        assertThat(cancel().get()).isEqualTo(new ChangeAnswer.Done(cancelled));
    }

    @Test
    void doesNotFindWhatTheWorkersDoNotKnow() {
        reply = () -> decided(Outcome.ended(Outcome.Status.CANCELLED, booking.id(), "unknown_booking"));
        assertThat(cancel().get()).isEqualTo(new Refusal.NotFound());
        reply = () -> decided(Outcome.of(Outcome.Status.NOT_FOUND, null));
        assertThat(cancel().get()).isEqualTo(new Refusal.NotFound());
        assertThat(move().get()).isEqualTo(new Refusal.NotFound());
    }

    @Test
    void saysWhatMayNotBeCancelled() {
        reply = () -> decided(Outcome.of(Outcome.Status.NOT_ALLOWED, "cancel_notice"));
        assertThat(cancel().get()).isEqualTo(new Refusal.NotAllowed("cancel_notice", List.of()));
        assertThat(parts.questions).isEmpty();
    }

    @Test
    void showsTheBookingWhileAChangeIsUnderWay() {
        Booking undoing = FakeParts.after(booking, booking.slot().start(), PACIFIC, BookingState.UNDOING);
        row = () -> Mono.just(undoing);
        AtomicReference<@Nullable ChangeAnswer> answer = cancel();
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new ChangeAnswer.Pending(undoing));
        row = () -> Mono.error(new IllegalStateException("database away"));
        AtomicReference<@Nullable ChangeAnswer> blind = move();
        pass(DEADLINE);
        assertThat(blind.get()).isEqualTo(new ChangeAnswer.Pending(booking));
    }

    @Test
    void tellsWhatBecameOfTheHostsWord() {
        reply = () -> decided(Outcome.booked(booking.id()));
        assertThat(decide(true).get()).isEqualTo(new ChangeAnswer.Done(booking));
        reply = () -> decided(Outcome.ended(Outcome.Status.CANCELLED, booking.id(), null));
        assertThat(decide(false).get()).isEqualTo(new ChangeAnswer.Done(booking));
        reply = () -> decided(Outcome.ended(Outcome.Status.ALREADY_DECIDED, booking.id(), "expired"));
        assertThat(decide(true).get()).isEqualTo(new Refusal.AlreadyDecided());
        reply = () -> decided(Outcome.ended(Outcome.Status.SLOT_TAKEN, booking.id(), "slot_taken"));
        assertThat(decide(true).get()).isEqualTo(new Refusal.SlotTaken(List.of()));
        assertThat(parts.questions).isEmpty();
        reply = () -> decided(Outcome.of(Outcome.Status.NOT_FOUND, "unknown_booking"));
        assertThat(decide(false).get()).isEqualTo(new Refusal.NotFound());
        reply = Mono::empty;
        AtomicReference<@Nullable ChangeAnswer> late = decide(true);
        pass(DEADLINE);
        assertThat(late.get()).isEqualTo(new ChangeAnswer.Pending(booking));
    }

    @Test
    void doesNotTakeTheOutcomeOfOneWordForTheOthers() {
        stored = () -> Mono.just(request("DecideBooking", Outcome.booked(booking.id()), NOW));
        AtomicReference<@Nullable ChangeAnswer> declined = decide(false);
        pass(DEADLINE);
        assertThat(declined.get()).isEqualTo(new Refusal.KeyReused());
        stored = () ->
                Mono.just(request("DecideBooking", Outcome.ended(Outcome.Status.CANCELLED, booking.id(), null), NOW));
        AtomicReference<@Nullable ChangeAnswer> accepted = decide(true);
        pass(DEADLINE);
        assertThat(accepted.get()).isEqualTo(new Refusal.KeyReused());
    }

    @Test
    void keepsASlot() {
        Instant end = NOW.plusSeconds(300);
        reply = () -> decided(Outcome.held(booking.id(), end));
        assertThat(hold().get()).isEqualTo(new HoldAnswer.Held(ids.holdToken(booking.id()), end));
    }

    @Test
    void findsTheHoldWhenTheReplyIsLost() {
        Instant end = NOW.plusSeconds(300);
        stored = () -> Mono.just(request("HoldSlot", Outcome.held(booking.id(), end), NOW));
        AtomicReference<@Nullable HoldAnswer> answer = hold();
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new HoldAnswer.Held(ids.holdToken(booking.id()), end));
    }

    @Test
    void saysWhyASlotIsNotKept() {
        reply = () -> decided(Outcome.of(Outcome.Status.NOT_ALLOWED, "too_many_holds"));
        assertThat(hold().get()).isEqualTo(new Refusal.TooManyHolds());
        assertThat(parts.questions).isEmpty();
        reply = () -> decided(Outcome.of(Outcome.Status.SLOT_TAKEN, null));
        assertThat(hold().get()).isInstanceOf(Refusal.SlotTaken.class);
        reply = () -> Mono.just(new Word.Refused());
        assertThat(hold().get()).isEqualTo(new Refusal.Overloaded());
        reply = Mono::empty;
        AtomicReference<@Nullable HoldAnswer> answer = hold();
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new HoldAnswer.Unknown());
    }

    @Test
    void givesASlotBack() {
        String token = ids.holdToken(booking.id());
        reply = () -> decided(Outcome.ended(Outcome.Status.CANCELLED, booking.id(), null));
        assertThat(release(token).get()).isEqualTo(new ReleaseAnswer.Released());
        reply = () -> decided(Outcome.of(Outcome.Status.NOT_FOUND, "hold_gone"));
        assertThat(release(token).get()).isEqualTo(new Refusal.HoldGone());
        reply = Mono::empty;
        AtomicReference<@Nullable ReleaseAnswer> answer = release(token);
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new ReleaseAnswer.Unknown());
    }

    @Test
    void sendsNothingForATokenThatIsNotOurs() {
        reply = () -> Mono.error(new IllegalStateException("sent"));
        assertThat(release("token").get()).isEqualTo(new Refusal.HoldGone());
    }

    private static Mono<Word> decided(Outcome outcome) {
        return Mono.just(new Word.Decided(outcome, false));
    }

    private static BookingWish holding(String token) {
        BookingWish plain = wish("Jo Example");
        return new BookingWish(
                plain.id(),
                plain.start(),
                null,
                null,
                null,
                plain.name(),
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                token);
    }

    private AtomicReference<@Nullable BookingAnswer> book() {
        return book(wish);
    }

    private AtomicReference<@Nullable BookingAnswer> book(BookingWish what) {
        return asked(desk -> desk.book(what, clock.instant().plus(DEADLINE)));
    }

    private AtomicReference<@Nullable ChangeAnswer> move() {
        return asked(desk -> desk.move(
                new MoveWish(KEY, booking, Offers.TUESDAY_9.start().atZone(PACIFIC), null),
                clock.instant().plus(DEADLINE)));
    }

    private AtomicReference<@Nullable ChangeAnswer> cancel() {
        return asked(desk -> desk.cancel(
                new CancelWish(KEY, booking, null, null), clock.instant().plus(DEADLINE)));
    }

    private AtomicReference<@Nullable ChangeAnswer> decide(boolean accepts) {
        return asked(desk -> desk.decide(
                new DecisionWish(KEY, booking, accepts, null), clock.instant().plus(DEADLINE)));
    }

    private AtomicReference<@Nullable HoldAnswer> hold() {
        return asked(desk -> desk.hold(
                new HoldWish(KEY, Offers.MONDAY_9.start().atZone(PACIFIC), null, null, null, "key-1"),
                clock.instant().plus(DEADLINE)));
    }

    private AtomicReference<@Nullable ReleaseAnswer> release(String token) {
        return asked(desk ->
                desk.release(new ReleaseWish(KEY, token), clock.instant().plus(DEADLINE)));
    }

    private <A> AtomicReference<@Nullable A> asked(Function<BookingDesk, Mono<A>> question) {
        Mailbox mailbox = new Mailbox() {
            @Override
            public Mono<StoredRequest> request(RequestKey id) {
                return Mono.defer(() -> {
                    looks.add(clock.instant());
                    return stored.get();
                });
            }

            @Override
            public Mono<Booking> booking(UUID id) {
                return Mono.defer(row);
            }
        };
        Waiting waiting = new Waiting((sent, until) -> Mono.defer(reply), mailbox, clock, time);
        WaitingDesk desk = new WaitingDesk(waiting, new Alternatives(parts, clock), ids, clock);
        AtomicReference<@Nullable A> answer = new AtomicReference<>();
        question.apply(desk).subscribe(answer::set);
        return answer;
    }

    private void pass(Duration duration) {
        clock.advance(duration);
        time.advanceTimeBy(duration);
    }

    private StoredRequest request(@Nullable Outcome outcome, Instant acceptedAt) {
        return request("RequestBooking", outcome, acceptedAt);
    }

    private StoredRequest request(String command, @Nullable Outcome outcome, Instant acceptedAt) {
        return new StoredRequest(
                KEY,
                command,
                PayloadHash.of("x"),
                booking.id(),
                false,
                acceptedAt,
                NOW.plusSeconds(60),
                outcome,
                outcome == null ? null : acceptedAt);
    }

    private static BookingWish wish(String name) {
        return new BookingWish(
                KEY,
                ZonedDateTime.ofInstant(Offers.MONDAY_9.start(), ZoneId.of("America/Los_Angeles")),
                null,
                null,
                null,
                name,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                null);
    }
}
