package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what T1 answers at once, as {@code meridian.requests.answered}. */
final class RequestMeters {

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(Outcome outcome, boolean repeated) {
        registry.counter(
                        "meridian.requests.answered",
                        "status",
                        outcome.status().name().toLowerCase(Locale.ROOT),
                        "repeated",
                        Boolean.toString(repeated))
                .increment();
    }
}
