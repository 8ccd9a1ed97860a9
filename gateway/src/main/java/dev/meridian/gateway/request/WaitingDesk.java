package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.gateway.request.BookingRequests.Word;
import dev.meridian.gateway.request.BookingRequests.Word.Decided;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hands wishes in, {@link Waiting waits} and says how they ended. */
final class WaitingDesk implements BookingDesk {

    private static final String BEYOND_WINDOW = "beyond_window";
    private static final String CANCELLED = "cancelled";
    private static final String HOLD_GONE = "hold_gone";
    private static final String PAST = "past";
    private static final String TOO_MANY_HOLDS = "too_many_holds";

    /** What stands against a change of the booking, whichever time was asked for: no other time helps. */
    private static final Set<String> WHATEVER_THE_TIME =
            Set.of("reschedule_notice", "cancel_notice", "in_progress", "awaiting_host", "version", CANCELLED);

    private final Waiting waiting;
    private final Alternatives alternatives;
    private final BookingIds ids;
    private final Clock clock;

    WaitingDesk(Waiting waiting, Alternatives alternatives, BookingIds ids, Clock clock) {
        this.waiting = waiting;
        this.alternatives = alternatives;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Mono<BookingAnswer> book(BookingWish wish, Instant deadline) {
        Instant until = waiting.until(deadline);
        return this.<BookingAnswer>decided(
                        wish, until, new Refusal.Overloaded(), decided -> booked(wish, decided, until))
                .switchIfEmpty(Mono.defer(() -> pending(wish)));
    }

    @Override
    public Mono<ChangeAnswer> move(MoveWish wish, Instant deadline) {
        Instant until = waiting.until(deadline);
        return this.<ChangeAnswer>decided(wish, until, new Refusal.Overloaded(), decided -> moved(wish, decided, until))
                .switchIfEmpty(Mono.defer(() -> pending(wish.booking())));
    }

    @Override
    public Mono<ChangeAnswer> cancel(CancelWish wish, Instant deadline) {
        Instant until = waiting.until(deadline);
        return this.<ChangeAnswer>decided(
                        wish, until, new Refusal.Overloaded(), decided -> cancelled(wish, decided, until))
                .switchIfEmpty(Mono.defer(() -> pending(wish.booking())));
    }

    @Override
    public Mono<ChangeAnswer> decide(DecisionWish wish, Instant deadline) {
        Instant until = waiting.until(deadline);
        return this.<ChangeAnswer>decided(wish, until, new Refusal.Overloaded(), decided -> heard(wish, decided, until))
                .switchIfEmpty(Mono.defer(() -> pending(wish.booking())));
    }

    @Override
    public Mono<HoldAnswer> hold(HoldWish wish, Instant deadline) {
        Instant until = waiting.until(deadline);
        return this.<HoldAnswer>decided(wish, until, new Refusal.Overloaded(), decided -> held(wish, decided, until))
                .defaultIfEmpty(new HoldAnswer.Unknown());
    }

    @Override
    public Mono<ReleaseAnswer> release(ReleaseWish wish, Instant deadline) {
        if (ids.heldBy(wish.holdToken()).isEmpty()) {
            return Mono.just(new Refusal.HoldGone());
        }
        Instant until = waiting.until(deadline);
        return this.<ReleaseAnswer>decided(
                        wish, until, new Refusal.Overloaded(), decided -> released(wish, decided, until))
                .defaultIfEmpty(new ReleaseAnswer.Unknown());
    }

    /** Sends, waits and goes on with the outcome; empty if nothing was heard, or nothing that can be told. */
    private <A> Mono<A> decided(Wish wish, Instant until, A overloaded, Function<Decided, Mono<A>> next) {
        return waiting.word(wish, until).flatMap(word -> switch (word) {
            case Word.Refused refused -> Mono.just(overloaded);
            case Decided decided -> next.apply(decided);
        });
    }

    private Mono<BookingAnswer> booked(BookingWish wish, Decided decided, Instant until) {
        Outcome outcome = decided.outcome();
        return switch (outcome.status()) {
            case BOOKED -> accepted(wish, outcome, false, decided.known(), until);
            case REQUESTED -> accepted(wish, outcome, true, decided.known(), until);
            case CANCELLED -> Mono.just(new Refusal.NotAllowed(CANCELLED, List.of()));
            case NOT_FOUND -> Mono.just(new Refusal.HoldGone());
            default -> refused(wish, outcome, until).map(Function.identity());
        };
    }

    private Mono<ChangeAnswer> moved(MoveWish wish, Decided decided, Instant until) {
        return decided.outcome().status() == Outcome.Status.BOOKED
                ? done(wish.booking(), until)
                : refused(wish, decided.outcome(), until).map(Function.identity());
    }

    private Mono<ChangeAnswer> cancelled(CancelWish wish, Decided decided, Instant until) {
        Outcome outcome = decided.outcome();
        return outcome.status() == Outcome.Status.CANCELLED && !Outcome.UNKNOWN_BOOKING.equals(outcome.reason())
                ? done(wish.booking(), until)
                : refused(wish, outcome, until).map(Function.identity());
    }

    private Mono<ChangeAnswer> heard(DecisionWish wish, Decided decided, Instant until) {
        return switch (decided.outcome().status()) {
            // A stored outcome does not say which word it was for, except by what became of it.
            case BOOKED -> wish.accepts() ? done(wish.booking(), until) : Mono.just(new Refusal.KeyReused());
            case CANCELLED -> wish.accepts() ? Mono.just(new Refusal.KeyReused()) : done(wish.booking(), until);
            default -> refused(wish, decided.outcome(), until).map(Function.identity());
        };
    }

    private Mono<HoldAnswer> held(HoldWish wish, Decided decided, Instant until) {
        Outcome outcome = decided.outcome();
        UUID bookingId = outcome.bookingId();
        Instant end = outcome.until();
        return outcome.status() == Outcome.Status.HELD && bookingId != null && end != null
                ? Mono.just(new HoldAnswer.Held(ids.holdToken(bookingId), end))
                : refused(wish, outcome, until).map(Function.identity());
    }

    private Mono<ReleaseAnswer> released(ReleaseWish wish, Decided decided, Instant until) {
        return switch (decided.outcome().status()) {
            case CANCELLED -> Mono.just(new ReleaseAnswer.Released());
            case NOT_FOUND -> Mono.just(new Refusal.HoldGone());
            default -> refused(wish, decided.outcome(), until).map(Function.identity());
        };
    }

    private Mono<Refusal> refused(Wish wish, Outcome outcome, Instant until) {
        String reason = outcome.reason();
        return switch (outcome.status()) {
            case SLOT_TAKEN -> others(wish, false, until).map(Refusal.SlotTaken::new);
            case NOT_ALLOWED ->
                TOO_MANY_HOLDS.equals(reason)
                        ? Mono.just(new Refusal.TooManyHolds())
                        : othersUnless(noTimeHelps(wish, reason), wish, BEYOND_WINDOW.equals(reason), until)
                                .map(found -> new Refusal.NotAllowed(reason, found));
            case KEY_REUSED -> Mono.just(new Refusal.KeyReused());
            case INVALID ->
                Mono.just(
                        HOLD_GONE.equals(reason)
                                ? new Refusal.HoldGone()
                                : new Refusal.Invalid(
                                        Objects.requireNonNullElse(outcome.field(), "start"),
                                        Objects.requireNonNullElse(outcome.expected(), "something bookable")));
            case NOT_FOUND -> Mono.just(new Refusal.NotFound());
            case ALREADY_DECIDED -> Mono.just(new Refusal.AlreadyDecided());
            case CANCELLED ->
                Mono.just(Outcome.UNKNOWN_BOOKING.equals(reason) ? new Refusal.NotFound() : new Refusal.Expired());
            case BOOKED, REQUESTED, HELD, EXPIRED, UNSUPPORTED -> Mono.just(new Refusal.Expired());
        };
    }

    private boolean noTimeHelps(Wish wish, @Nullable String reason) {
        if (reason != null && WHATEVER_THE_TIME.contains(reason)) {
            return true;
        }
        return PAST.equals(reason)
                && wish instanceof MoveWish move
                && !move.booking().slot().start().isAfter(clock.instant());
    }

    private Mono<List<Slot>> othersUnless(boolean pointless, Wish wish, boolean beyondWindow, Instant until) {
        return pointless ? Mono.just(List.of()) : others(wish, beyondWindow, until);
    }

    private Mono<List<Slot>> others(Wish wish, boolean beyondWindow, Instant until) {
        return wish instanceof TimedWish timed ? alternatives.near(timed, beyondWindow, until) : Mono.just(List.of());
    }

    /** The booking as it is stored; empty if it can not be read, because then nobody can say more than "pending". */
    private Mono<BookingAnswer> accepted(
            BookingWish wish, Outcome outcome, boolean awaitsHost, boolean known, Instant until) {
        return Mono.justOrEmpty(outcome.bookingId())
                .flatMap(id -> waiting.booking(id, until))
                .map(booking -> isOf(wish, booking)
                        ? new BookingAnswer.Accepted(booking, awaitsHost, known)
                        : new Refusal.KeyReused());
    }

    /**
     * A stored outcome does not say which content it was for; a reply does, and then this holds anyway. Whose booking it was that is
     * erased, nobody can say.
     */
    private static boolean isOf(BookingWish wish, Booking booking) {
        String name = booking.customer().name();
        return !booking.origin().requestKey().equals(wish.id().key())
                || name.equals(wish.name())
                || name.equals(Customer.ERASED);
    }

    private Mono<ChangeAnswer> done(Booking seen, Instant until) {
        return waiting.booking(seen.id(), until).map(ChangeAnswer.Done::new);
    }

    private Mono<ChangeAnswer> pending(Booking seen) {
        return waiting.booking(seen.id()).defaultIfEmpty(seen).map(ChangeAnswer.Pending::new);
    }

    private Mono<BookingAnswer> pending(BookingWish wish) {
        return waiting.request(wish.id())
                .flatMap(request -> waiting.booking(request.bookingId()))
                .<BookingAnswer>map(booking -> new BookingAnswer.Pending(booking.id(), booking))
                .defaultIfEmpty(new BookingAnswer.Pending(bookingId(wish), null));
    }

    /** The booking a wish becomes before anybody has seen it: its own, or the one that keeps the slot for it. */
    private UUID bookingId(BookingWish wish) {
        return Optional.ofNullable(wish.holdToken()).flatMap(ids::heldBy).orElseGet(() -> ids.bookingId(wish.id()));
    }
}
