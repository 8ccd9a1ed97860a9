package dev.meridian.gateway.request;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Knows which times are free. */
public interface Availability {

    /** Asks; the answer comes by the deadline at the latest, and never as an error. */
    Mono<AvailabilityAnswer> ask(AvailabilityQuestion question, Instant deadline);
}
