package dev.meridian.gateway.request;

import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Takes wishes. Each is handed in and its outcome waited for: the answer comes by the deadline at the latest and never as
 * an error; a wish that is not decided by then is decided later.
 */
public interface BookingDesk {

    /** Books. */
    Mono<BookingAnswer> book(BookingWish wish, Instant deadline);

    /** Moves a booking; the old time stands until the new one is won. */
    Mono<ChangeAnswer> move(MoveWish wish, Instant deadline);

    /** Cancels a booking. */
    Mono<ChangeAnswer> cancel(CancelWish wish, Instant deadline);

    /** Hands on the host's word on a booking that waits for it. */
    Mono<ChangeAnswer> decide(DecisionWish wish, Instant deadline);

    /** Keeps a slot for a while. */
    Mono<HoldAnswer> hold(HoldWish wish, Instant deadline);

    /** Gives a kept slot back. */
    Mono<ReleaseAnswer> release(ReleaseWish wish, Instant deadline);
}
