package dev.meridian.bookings.customer;

import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bookings out of which something personal was taken and whose events still tell it. Left only when the event was seen without. */
public interface Erasures {

    /**
     * Those that are due, the longest due first. None of them is due again, here or elsewhere, before a pause has passed.
     *
     * @param pause how long whoever takes them has them to himself
     */
    Flux<Erasure> take(Duration pause, int max);

    /** The event tells nothing any more. */
    Mono<Void> done(UUID bookingId);

    /** Again after a pause. */
    Mono<Void> putOff(UUID bookingId, Duration pause);

    /** How many there are, due or not. */
    Mono<Long> open();

    /** A booking whose event is to be written anew. */
    record Erasure(UUID bookingId, int attempts) {}
}
