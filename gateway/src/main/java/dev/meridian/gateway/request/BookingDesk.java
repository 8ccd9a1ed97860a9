package dev.meridian.gateway.request;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Takes wishes for appointments. */
public interface BookingDesk {

    /**
     * Hands the wish in and waits for its outcome. The answer comes by the deadline at the latest and never as an error; a
     * wish that is not decided by then is decided later.
     */
    Mono<BookingAnswer> book(BookingWish wish, Instant deadline);
}
