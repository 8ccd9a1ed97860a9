package dev.meridian.booking.saga;

import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Conclusion;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.request.Decided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What a saga writes in the book. Each step is one compare-and-set; empty when somebody else was faster, or when nothing is left to
 * do for now.
 */
final class BookSteps {

    private static final Logger log = LoggerFactory.getLogger(BookSteps.class);

    private final Bookings bookings;
    private final Decisions decisions;
    private final Transactions transactions;
    private final OtherStaff otherStaff;
    private final BookingRepliesPublisher replies;
    private final OutboxRelay relay;
    private final Backoff backoff;
    private final Lease lease;
    private final SagaMeters meters;

    BookSteps(
            Bookings bookings,
            Decisions decisions,
            Transactions transactions,
            OtherStaff otherStaff,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            Backoff backoff,
            Lease lease,
            SagaMeters meters) {
        this.bookings = bookings;
        this.decisions = decisions;
        this.transactions = transactions;
        this.otherStaff = otherStaff;
        this.replies = replies;
        this.relay = relay;
        this.backoff = backoff;
        this.lease = lease;
        this.meters = meters;
    }

    /** From {@code HELD}, while the hold lasts. */
    Optional<Booking> written(Booking seen) {
        return advanced(seen, BookingState.WRITING, Change.under(lease));
    }

    /** Somebody else's, and still ours to go on with; empty when nobody else can take it. */
    Optional<Booking> handedOver(Booking seen, Set<String> busy) {
        List<Decided> decided = new ArrayList<>();
        Optional<Booking> other = transactions
                .run(() -> {
                    decided.clear();
                    return otherStaff.handOver(seen, busy, decided::add);
                })
                .blockOptional();
        if (!decided.isEmpty()) {
            replies.tell(decided);
            relay.wake();
        }
        return other;
    }

    /** Will be undone, under our lease. */
    Optional<Booking> undone(Booking seen, BookingState undoTo, String reason) {
        return advanced(seen, BookingState.UNDOING, Change.undo(lease, undoTo, reason));
    }

    /** The move is given up, for whoever goes on with it. */
    Optional<Booking> turnedBack(Booking seen, String reason) {
        return transactions.single(() -> bookings.turnBack(seen, lease, reason)).blockOptional();
    }

    /** Still ours, and for a lease's length from now on. */
    Optional<Booking> renewed(Booking seen) {
        Optional<Booking> ours =
                transactions.single(() -> bookings.renew(seen, lease)).blockOptional();
        if (ours.isEmpty()) {
            meters.leaseLost();
            log.debug("{}: somebody else has it", seen.id());
        }
        return ours;
    }

    /** Decided; those who wait are told. */
    Optional<Conclusion> concluded(Booking seen, Function<Decisions, Mono<Conclusion>> decision) {
        Optional<Conclusion> conclusion =
                transactions.run(() -> decision.apply(decisions)).blockOptional();
        conclusion.ifPresentOrElse(
                done -> {
                    replies.tell(done.decided());
                    relay.wake();
                },
                () -> log.debug("{}: somebody else has it", seen.id()));
        return conclusion;
    }

    /** Waits for a person; the slot is kept. */
    void park(Booking booking, String why) {
        // A hold would run out; what is parked keeps its slot.
        Optional<Booking> stuck = booking.state() == BookingState.HELD ? written(booking) : Optional.of(booking);
        if (stuck.flatMap(seen -> advanced(seen, BookingState.PARKED, Change.NONE))
                .isEmpty()) {
            return;
        }
        meters.parked();
        log.error(
                "{}: parked while {}, its slot is kept until a person has looked. {}",
                booking.id(),
                booking.state(),
                why);
    }

    /** Goes on later, here or elsewhere. */
    void putOff(Booking booking, Duration pause, String why) {
        log.info("{}: {} put off for {} ms: {}", booking.id(), booking.state(), pause.toMillis(), why);
        meters.putOff();
        transactions.single(() -> bookings.putOff(booking, pause)).block();
    }

    /** The same, for as long as after an outage. */
    void putOff(Booking booking, String why) {
        putOff(booking, backoff.afterOutage(booking.attempts()), why);
    }

    private Optional<Booking> advanced(Booking seen, BookingState next, Change change) {
        return transactions.single(() -> bookings.advance(seen, next, change)).blockOptional();
    }
}
