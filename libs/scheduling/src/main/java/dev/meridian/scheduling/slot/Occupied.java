package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;

/**
 * A time taken by a booking of our own, with the buffers its service wants. Between two neighbours the larger of the
 * buffers that meet is kept free; they do not add up.
 *
 * @param range the appointment itself, without buffers
 */
public record Occupied(TimeRange range, Duration bufferBefore, Duration bufferAfter) {
    public Occupied {
        if (bufferBefore.isNegative() || bufferAfter.isNegative()) {
            throw new IllegalArgumentException("buffers: " + bufferBefore + ", " + bufferAfter + " (expected: >= 0)");
        }
    }

    /** Whether a slot whose service wants the given buffers comes too close to this. */
    public boolean blocks(TimeRange slot, Duration before, Duration after) {
        Duration gapBefore = max(bufferBefore, after);
        Duration gapAfter = max(bufferAfter, before);
        return slot.start().isBefore(range.end().plus(gapAfter))
                && range.start().minus(gapBefore).isBefore(slot.end());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
