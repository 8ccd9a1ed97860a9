package dev.meridian.messaging.request;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How requests wait for replies.
 *
 * @param replyPartition which partition of the reply topic this instance reads, from 0 and modulo their number; best the
 *     ordinal of the instance. Absent: any
 * @param maxPending how many requests may wait at once; the last fifth is kept for those that must not be dropped
 * @param oldestPending droppable requests are refused while more than a tenth of {@code max-pending} waits and the oldest
 *     of them has waited longer than this
 * @param publishTimeout how long the broker may take to acknowledge a request, at least 200 ms
 */
@Validated
@ConfigurationProperties("meridian.kafka")
record RequestReplySettings(
        @Min(0) @Nullable Integer replyPartition,
        @Min(10) @DefaultValue("5000") int maxPending,
        @NotNull @DefaultValue("1500ms") Duration oldestPending,
        @NotNull @DefaultValue("1500ms") Duration publishTimeout) {

    RequestReplySettings {
        if (publishTimeout.toMillis() < 200) {
            throw new IllegalArgumentException(
                    "meridian.kafka.publish-timeout: " + publishTimeout + " (expected: >= 200 ms)");
        }
    }
}
