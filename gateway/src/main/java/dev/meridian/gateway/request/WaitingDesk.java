package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.gateway.request.BookingAnswer.Accepted;
import dev.meridian.gateway.request.BookingAnswer.Expired;
import dev.meridian.gateway.request.BookingAnswer.HoldGone;
import dev.meridian.gateway.request.BookingAnswer.Invalid;
import dev.meridian.gateway.request.BookingAnswer.KeyReused;
import dev.meridian.gateway.request.BookingAnswer.NotAllowed;
import dev.meridian.gateway.request.BookingAnswer.Overloaded;
import dev.meridian.gateway.request.BookingAnswer.Pending;
import dev.meridian.gateway.request.BookingAnswer.SlotTaken;
import dev.meridian.gateway.request.BookingRequests.Word;
import dev.meridian.gateway.request.BookingRequests.Word.Decided;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Waits for the reply, the doorbell, and looks into Postgres, the mailbox: at half the time, because replies may be lost,
 * and once more at the end.
 */
final class WaitingDesk implements BookingDesk {

    /** What the last look and the answer itself may take. */
    static final Duration MARGIN = Duration.ofMillis(150);

    private static final Logger log = LoggerFactory.getLogger(WaitingDesk.class);
    private static final String BEYOND_WINDOW = "beyond_window";
    private static final String HOLD_GONE = "hold_gone";

    private final BookingRequests requests;
    private final Mailbox mailbox;
    private final Alternatives alternatives;
    private final BookingIds ids;
    private final Clock clock;
    private final Scheduler scheduler;

    WaitingDesk(
            BookingRequests requests,
            Mailbox mailbox,
            Alternatives alternatives,
            BookingIds ids,
            Clock clock,
            Scheduler scheduler) {
        this.requests = requests;
        this.mailbox = mailbox;
        this.alternatives = alternatives;
        this.ids = ids;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public Mono<BookingAnswer> book(BookingWish wish, Instant deadline) {
        return Mono.defer(() -> {
            Instant sentAt = clock.instant();
            Instant until = deadline.minus(MARGIN);
            Duration left = Duration.between(sentAt, until);
            if (!left.isPositive()) {
                return Mono.just(new Overloaded());
            }
            Mono<Word> reply = requests.send(wish, until);
            Mono<Word> halfway = Mono.delay(left.dividedBy(2), scheduler).then(stored(wish, sentAt));
            return Flux.merge(reply, halfway)
                    // An empty reply is not the end of the wait.
                    .concatWith(Mono.never())
                    .take(left, scheduler)
                    .next()
                    .switchIfEmpty(stored(wish, sentAt))
                    .flatMap(word -> answer(wish, word, until))
                    .switchIfEmpty(Mono.defer(() -> pending(wish)));
        });
    }

    private Mono<Word> stored(BookingWish wish, Instant sentAt) {
        return looked(mailbox.request(wish.id()))
                .<Word>mapNotNull(request -> word(request, sentAt))
                .onErrorComplete();
    }

    private static @Nullable Word word(StoredRequest request, Instant sentAt) {
        Outcome outcome = request.outcome();
        return outcome == null
                ? null
                : new Decided(outcome, request.acceptedAt().isBefore(sentAt));
    }

    private <T> Mono<T> looked(Mono<T> look) {
        return looked(look, MARGIN);
    }

    private <T> Mono<T> looked(Mono<T> look, Duration patience) {
        return look.timeout(patience, scheduler)
                .doOnError(e -> log.warn(
                        "stored outcome: not readable: {}", e.getClass().getSimpleName()))
                .onErrorComplete();
    }

    private Mono<BookingAnswer> answer(BookingWish wish, Word word, Instant until) {
        return switch (word) {
            case Word.Refused refused -> Mono.just(new Overloaded());
            case Decided decided -> answer(wish, decided.outcome(), decided.known(), until);
        };
    }

    private Mono<BookingAnswer> answer(BookingWish wish, Outcome outcome, boolean known, Instant until) {
        return switch (outcome.status()) {
            case BOOKED -> accepted(wish, outcome, false, known, until);
            case REQUESTED -> accepted(wish, outcome, true, known, until);
            case SLOT_TAKEN -> alternatives.near(wish, false, until).map(SlotTaken::new);
            case NOT_ALLOWED ->
                alternatives
                        .near(wish, BEYOND_WINDOW.equals(outcome.reason()), until)
                        .map(found -> new NotAllowed(outcome.reason(), found));
            case KEY_REUSED -> Mono.just(new KeyReused());
            case INVALID ->
                Mono.just(
                        HOLD_GONE.equals(outcome.reason())
                                ? new HoldGone()
                                : new Invalid(
                                        Objects.requireNonNullElse(outcome.field(), "start"),
                                        Objects.requireNonNullElse(outcome.expected(), "something bookable")));
            case NOT_FOUND -> Mono.just(new HoldGone());
            case EXPIRED, UNSUPPORTED, HELD, CANCELLED, ALREADY_DECIDED -> Mono.just(new Expired());
        };
    }

    /** The booking as it is stored; empty if it can not be read, because then nobody can say more than "pending". */
    private Mono<BookingAnswer> accepted(
            BookingWish wish, Outcome outcome, boolean awaitsHost, boolean known, Instant until) {
        // It is booked: worth all the time there is, and as much as any other look if there is none.
        Duration left = Duration.between(clock.instant(), until);
        return Mono.justOrEmpty(outcome.bookingId())
                .flatMap(id -> looked(mailbox.booking(id), left.compareTo(MARGIN) > 0 ? left : MARGIN))
                .map(booking -> isOf(wish, booking) ? new Accepted(booking, awaitsHost, known) : new KeyReused());
    }

    /** A stored outcome does not say which content it was for; a reply does, and then this holds anyway. */
    private static boolean isOf(BookingWish wish, Booking booking) {
        return !booking.origin().requestKey().equals(wish.id().key())
                || booking.customer().name().equals(wish.name());
    }

    private Mono<BookingAnswer> pending(BookingWish wish) {
        return looked(mailbox.request(wish.id()))
                .flatMap(request -> looked(mailbox.booking(request.bookingId())))
                .<BookingAnswer>map(booking -> new Pending(booking.id(), booking))
                .defaultIfEmpty(new Pending(ids.bookingId(wish.id()), null));
    }
}
