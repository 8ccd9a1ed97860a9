package dev.meridian.booking.request;

import dev.meridian.booking.decision.Decisions;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.messaging.request.ReplyAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * T1 of {@code DecideBooking}: the host's word on a booking that waits for it. One word counts, the first, and only as long as the
 * wait lasts; Postgres' clock decides. What is accepted is written to the calendar by the saga, what is declined ends here.
 */
final class DecideRequest {

    private final RequestMemo memo;
    private final Bookings bookings;
    private final Decisions decisions;
    private final Lease lease;

    DecideRequest(RequestMemo memo, Bookings bookings, Decisions decisions, Lease lease) {
        this.memo = memo;
        this.bookings = bookings;
        this.decisions = decisions;
        this.lease = lease;
    }

    /** Decides, joins or repeats. The address is told by the caller, or later by whoever decides what is under way. */
    Mono<Acceptance> accept(Understanding<HostsWord> reading, @Nullable ReplyAddress address) {
        return memo.accept(reading.asked(), reading.bookingId(), address, now -> switch (reading) {
            case Understanding.Unclear<HostsWord> unclear ->
                memo.remember(unclear.asked(), unclear.refusal(), List.of());
            case Understanding.Clear<HostsWord> clear -> decide(clear, address);
        });
    }

    private Mono<Acceptance> decide(Understanding.Clear<HostsWord> clear, @Nullable ReplyAddress address) {
        Asked asked = clear.asked();
        return bookings.lock(clear.bookingId())
                .filter(booking -> !booking.kept())
                .flatMap(booking -> booking.state() == BookingState.AWAITING_HOST
                        ? decide(asked, clear.wish(), booking, address)
                        : memo.remember(asked, ChangeRefusals.alreadyDecided(booking), List.of()))
                .switchIfEmpty(Mono.defer(() -> memo.remember(
                        asked, Outcome.of(Outcome.Status.NOT_FOUND, Outcome.UNKNOWN_BOOKING), List.of())));
    }

    private Mono<Acceptance> decide(Asked asked, HostsWord word, Booking booking, @Nullable ReplyAddress address) {
        Mono<Acceptance> heard = word.accepts() ? write(asked, booking, address) : decline(asked, booking, word);
        // The wait is over, and nobody has said so yet.
        return heard.switchIfEmpty(Mono.defer(() -> expire(asked, booking)));
    }

    private Mono<Acceptance> write(Asked asked, Booking booking, @Nullable ReplyAddress address) {
        return bookings.advance(
                        booking, BookingState.WRITING, Change.under(lease).takingOver())
                .flatMap(writing ->
                        memo.await(asked, address, false).thenReturn(new Acceptance.UnderWay(writing, List.of())));
    }

    private Mono<Acceptance> decline(Asked asked, Booking booking, HostsWord word) {
        return decisions
                .decline(booking, word.note())
                .flatMap(done -> memo.remember(
                        asked, Outcome.ended(Outcome.Status.CANCELLED, booking.id(), null), done.decided()));
    }

    private Mono<Acceptance> expire(Asked asked, Booking booking) {
        return decisions
                .expire(booking)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(booking + ": changed although locked")))
                .flatMap(done -> memo.remember(asked, ChangeRefusals.alreadyDecided(done.booking()), done.decided()));
    }
}
