package dev.meridian.booking.request;

import dev.meridian.booking.decision.Decisions;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.messaging.request.ReplyAddress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** T1 of {@code ReleaseHold}: gives a kept slot back before its time. */
final class AcceptRelease {

    private final RequestMemo memo;
    private final Holds holds;
    private final Decisions decisions;
    private final BookingIds ids;

    AcceptRelease(RequestMemo memo, Holds holds, Decisions decisions, BookingIds ids) {
        this.memo = memo;
        this.holds = holds;
        this.decisions = decisions;
        this.ids = ids;
    }

    /** Gives back what is still kept; a hold that ran out, or that became a booking, is gone. */
    Mono<Acceptance> accept(Asked asked, String token, @Nullable ReplyAddress address) {
        UUID bookingId = ids.heldBy(token).orElseGet(() -> ids.bookingId(asked.id()));
        return memo.accept(
                asked,
                bookingId,
                address,
                now -> holds.find(token, asked.id().source())
                        .filter(Booking::kept)
                        .filter(hold -> hold.state() == BookingState.HELD)
                        .flatMap(hold -> decisions.end(hold, BookingState.CANCELLED, "released"))
                        .map(released -> Outcome.ended(
                                Outcome.Status.CANCELLED, released.booking().id(), null))
                        .defaultIfEmpty(Holds.GONE)
                        .flatMap(outcome -> memo.remember(asked, outcome, List.of())));
    }
}
