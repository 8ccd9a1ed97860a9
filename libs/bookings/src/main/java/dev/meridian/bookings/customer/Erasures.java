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

    /** The event tells nothing any more; unless somebody else has taken it, or more was erased, since this was taken. */
    Mono<Void> done(Erasure taken);

    /** Again after a pause, on the same condition. */
    Mono<Void> putOff(Erasure taken, Duration pause);

    /** How many there are, due or not. */
    Mono<Long> open();

    /**
     * A booking whose event is to be written anew.
     *
     * @param attempts rises whenever it is taken, and when more is erased
     */
    record Erasure(UUID bookingId, int attempts) {}
}
