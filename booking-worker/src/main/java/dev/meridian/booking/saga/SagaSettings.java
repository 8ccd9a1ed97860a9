package dev.meridian.booking.saga;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How bookings are brought to the calendar.
 *
 * @param concurrency most bookings that are worked on at once; what is beyond waits for the sweeper
 * @param lease how long a worker has a booking to itself; a booking whose worker died is taken over after that
 * @param sweep how often to look for bookings that nobody works on
 */
@ConfigurationProperties("meridian.saga")
record SagaSettings(
        @DefaultValue("64") int concurrency,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration sweep) {

    SagaSettings {
        if (concurrency < 1) {
            throw new IllegalArgumentException("meridian.saga.concurrency: " + concurrency + " (expected: >= 1)");
        }
        if (!sweep.isPositive()) {
            throw new IllegalArgumentException("meridian.saga.sweep: " + sweep + " (expected: > 0)");
        }
    }
}
