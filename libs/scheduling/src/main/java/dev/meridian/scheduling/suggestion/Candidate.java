package dev.meridian.scheduling.suggestion;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A slot that could be suggested.
 *
 * @param time when it is; no two candidates have the same start
 * @param gap how far the host's nearest other appointment is, before or after; 0 if they touch, null if there is none
 */
public record Candidate<T>(T slot, TimeRange time, @Nullable Duration gap) {

    /** Whether the host's neighbours stay at least that far away. What touches keeps nothing. */
    boolean keeps(Duration buffer) {
        return gap == null || (gap.isPositive() && gap.compareTo(buffer) >= 0);
    }

    boolean touches() {
        return gap != null && !gap.isPositive();
    }
}
