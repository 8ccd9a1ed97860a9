package dev.meridian.gateway.retell;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a call or chat, without what was said and by whom.
 *
 * @param event Retell's name of the step
 * @param successful Retell's own judgement
 */
record CallStep(
        String callId,
        String event,
        Instant receivedAt,
        @Nullable String agentId,
        @Nullable String direction,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String disconnectionReason,
        @Nullable Boolean successful) {

    /** The same for the same step, so that Retell's retries are one event to those who read them. */
    String id() {
        return callId + "/" + event + (startedAt == null ? "" : "/" + startedAt.toEpochMilli());
    }
}
