package dev.meridian.booking.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is emptied.
 *
 * @param interval how often it is looked through when nobody wakes the relay
 * @param batch most messages of one shard that are sent before they are marked
 * @param patience how long the broker may take to confirm a batch; longer than a producer tries, or what is sent again
 *     would overtake what is still being sent
 */
@ConfigurationProperties("meridian.outbox")
record OutboxSettings(
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("500") int batch,
        @DefaultValue("40s") Duration patience) {

    OutboxSettings {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("meridian.outbox.interval: " + interval + " (expected: > 0)");
        }
        if (batch < 1) {
            throw new IllegalArgumentException("meridian.outbox.batch: " + batch + " (expected: >= 1)");
        }
    }
}
