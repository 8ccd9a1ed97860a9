package dev.meridian.bookings.upkeep;

import dev.meridian.bookings.booking.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Looks whether the book is as it must be. */
public interface Audits {

    /** What an audit of one invariant found: how many, and the ids of the first of them. */
    record Finding(long count, List<String> ids) {
        public Finding {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Takes the next audit; false if another instance is at it, or if the last one is not long enough ago.
     *
     * @param interval how long ago the last one has to be; zero: it does not matter
     */
    Mono<Boolean> claim(Lease lease, Duration interval);

    /** Ends the audit. */
    Mono<Void> done(Lease lease);

    /** Whether the last audit was this instance's, so that it is the one to show what was found. */
    Mono<Boolean> isOurs(Lease lease);

    /** Postgres' clock. */
    Mono<Instant> now();

    /** Looks for what breaks an invariant. */
    Mono<Finding> look(Invariant invariant);
}
