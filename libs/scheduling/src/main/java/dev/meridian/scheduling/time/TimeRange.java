package dev.meridian.scheduling.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A half-open range of instants: {@code start} belongs to it, {@code end} does not. Never empty, so that ranges which
 * only touch do not overlap.
 *
 * @param start first instant inside
 * @param end first instant after, later than {@code start}
 */
public record TimeRange(Instant start, Instant end) {
    public TimeRange {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("end: " + end + " (expected: after " + start + ")");
        }
    }

    /** The range that lasts {@code length} of elapsed time from {@code start}. */
    public static TimeRange of(Instant start, Duration length) {
        return new TimeRange(start, start.plus(length));
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** Whether all of the other is inside. */
    public boolean covers(TimeRange other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    /** Whether the two share an instant; touching is not overlapping. */
    public boolean overlaps(TimeRange other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }
}
