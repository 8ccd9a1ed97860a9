package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.gateway.request.BookingRequests.Word;
import dev.meridian.gateway.request.BookingRequests.Word.Decided;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Waits for the reply, the doorbell, and looks into Postgres, the mailbox: at half the time, because replies may be lost,
 * and once more at the end. The same for all wishes.
 */
final class Waiting {

    /** What the last look and the answer itself may take. */
    static final Duration MARGIN = Duration.ofMillis(150);

    /** Enough for a wish to be on its way. */
    private static final Duration LEAST = Duration.ofMillis(10);

    private static final Logger log = LoggerFactory.getLogger(Waiting.class);

    private final BookingRequests requests;
    private final Mailbox mailbox;
    private final Clock clock;
    private final Scheduler scheduler;

    Waiting(BookingRequests requests, Mailbox mailbox, Clock clock, Scheduler scheduler) {
        this.requests = requests;
        this.mailbox = mailbox;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /**
     * Until when to wait for a word of a wish that is to be answered by the deadline. However short that is, or if it has just passed:
     * long enough for the wish to be sent, so that it is decided, whoever hears of it.
     */
    Instant until(Instant deadline) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, deadline);
        if (left.plus(MARGIN).isNegative()) {
            return deadline;
        }
        Duration third = left.dividedBy(3);
        Duration wait = left.minus(third.compareTo(MARGIN) < 0 ? third : MARGIN);
        return now.plus(wait.compareTo(LEAST) < 0 ? LEAST : wait);
    }

    /** Sends the wish and waits until then for a word of it; empty if there is none. */
    Mono<Word> word(Wish wish, Instant until) {
        return Mono.defer(() -> {
            Instant sentAt = clock.instant();
            Duration left = Duration.between(sentAt, until);
            if (!left.isPositive()) {
                return Mono.just(new Word.Refused());
            }
            Mono<Word> reply = requests.send(wish, until);
            Mono<Word> halfway = Mono.delay(left.dividedBy(2), scheduler).then(stored(wish, sentAt));
            return Flux.merge(reply, halfway)
                    // An empty reply is not the end of the wait.
                    .concatWith(Mono.never())
                    .take(left, scheduler)
                    .next()
                    .switchIfEmpty(stored(wish, sentAt));
        });
    }

    /** The request as it stands; empty also if it can not be read now. */
    Mono<StoredRequest> request(RequestKey id) {
        return looked(mailbox.request(id), MARGIN);
    }

    /** The booking as it stands; empty also if it can not be read now. */
    Mono<Booking> booking(UUID id) {
        return looked(mailbox.booking(id), MARGIN);
    }

    /** The booking once its outcome is known: worth all the time there is, and as much as any look if there is none. */
    Mono<Booking> booking(UUID id, Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return looked(mailbox.booking(id), left.compareTo(MARGIN) > 0 ? left : MARGIN);
    }

    private Mono<Word> stored(Wish wish, Instant sentAt) {
        return request(wish.id())
                .<Word>mapNotNull(request -> word(wish, request, sentAt))
                .onErrorComplete();
    }

    private static @Nullable Word word(Wish wish, StoredRequest request, Instant sentAt) {
        boolean known = request.acceptedAt().isBefore(sentAt);
        if (!isOf(wish, request)) {
            return new Decided(Outcome.of(Outcome.Status.KEY_REUSED, null), known);
        }
        Outcome outcome = request.outcome();
        return outcome == null ? null : new Decided(outcome, known);
    }

    /** A stored request does not say its whole content, but what it asked and of which booking. */
    private static boolean isOf(Wish wish, StoredRequest request) {
        if (!request.command().equals(RequestMapping.command(wish))) {
            return false;
        }
        return switch (wish) {
            case MoveWish move -> request.bookingId().equals(move.booking().id());
            case CancelWish cancel ->
                request.bookingId().equals(cancel.booking().id());
            case DecisionWish decision ->
                request.bookingId().equals(decision.booking().id());
            case BookingWish booking -> true;
            case HoldWish hold -> true;
            case ReleaseWish release -> true;
        };
    }

    private <T> Mono<T> looked(Mono<T> look, Duration patience) {
        return look.timeout(patience, scheduler)
                .doOnError(e -> log.warn(
                        "stored outcome: not readable: {}", e.getClass().getSimpleName()))
                .onErrorComplete();
    }
}
