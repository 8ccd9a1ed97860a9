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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class WaitingDeskTests {

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(3);
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
        pass(DEADLINE.plus(WaitingDesk.MARGIN));
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
        assertThat(book().get()).isEqualTo(new BookingAnswer.Overloaded());
    }

    @Test
    void findsAlternativesOnTheSameDayFirst() {
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.SLOT_TAKEN, null), false));
        assertThat(book().get())
                .isEqualTo(new BookingAnswer.SlotTaken(
                        List.of(Offers.MONDAY_10, Offers.slot("2026-11-23T14:00:00Z"), Offers.TUESDAY_9)));
        AvailabilityQuestion question = parts.questions.getFirst();
        assertThat(question.from()).isEqualTo("2026-11-20");
        assertThat(question.to()).isEqualTo("2026-11-30");
    }

    @Test
    void answersWithoutAlternativesWhenThereAreNone() {
        parts.offer(new AvailabilityAnswer.Unknown());
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.NOT_ALLOWED, "closed"), false));
        assertThat(book().get()).isEqualTo(new BookingAnswer.NotAllowed("closed", List.of()));
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
        assertThat(book().get()).isEqualTo(new BookingAnswer.KeyReused());
        reply = () -> Mono.just(new Word.Decided(Outcome.of(Outcome.Status.EXPIRED, null), false));
        assertThat(book().get()).isEqualTo(new BookingAnswer.Expired());
        reply = () -> Mono.just(new Word.Decided(Outcome.invalid("staff", "unknown", "an id"), false));
        assertThat(book().get()).isEqualTo(new BookingAnswer.Invalid("staff", "an id"));
    }

    @Test
    void doesNotTakeAnotherContentsOutcomeForItsOwn() {
        stored = () -> Mono.just(request(Outcome.booked(booking.id()), NOW.minusSeconds(60)));
        AtomicReference<@Nullable BookingAnswer> answer = book(wish("Somebody Else"));
        pass(DEADLINE);
        assertThat(answer.get()).isEqualTo(new BookingAnswer.KeyReused());
    }

    private AtomicReference<@Nullable BookingAnswer> book() {
        return book(wish);
    }

    private AtomicReference<@Nullable BookingAnswer> book(BookingWish what) {
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
        WaitingDesk desk = new WaitingDesk(
                (sent, until) -> Mono.defer(reply), mailbox, new Alternatives(parts, clock), ids, clock, time);
        AtomicReference<@Nullable BookingAnswer> answer = new AtomicReference<>();
        desk.book(what, NOW.plus(DEADLINE)).subscribe(answer::set);
        return answer;
    }

    private void pass(Duration duration) {
        clock.advance(duration);
        time.advanceTimeBy(duration);
    }

    private StoredRequest request(@Nullable Outcome outcome, Instant acceptedAt) {
        return new StoredRequest(
                KEY,
                "RequestBooking",
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
