package dev.meridian.calendars.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with the next requests.
 *
 * @param kind what happens
 * @param operation which requests it strikes; null strikes any
 * @param count how many requests are struck
 * @param status the HTTP status of a {@link Kind#STATUS} fault
 * @param reason Google's reason, of {@link Kind#STATUS} and {@link Kind#FREE_BUSY_ERROR}; null leaves the body without Google's JSON
 * @param delay how long, for {@link Kind#DELAY} and {@link Kind#LATE_COMMIT}
 * @param calendar whose free/busy fails, for {@link Kind#FREE_BUSY_ERROR}
 */
public record Fault(
        Kind kind,
        @Nullable Operation operation,
        int count,
        int status,
        @Nullable String reason,
        Duration delay,
        @Nullable String calendar) {

    /** What goes wrong. */
    public enum Kind {
        /** An error instead of the answer; nothing is done. */
        STATUS,
        /** Done, and the connection ends without an answer. */
        LOST_ANSWER,
        /** The connection ends without an answer; done after the delay. */
        LATE_COMMIT,
        /** Done and answered, after the delay. */
        DELAY,
        /** The connection ends at once; nothing is done. */
        RESET,
        /** Done, and half of the answer's JSON is sent. */
        TRUNCATED,
        /** Free/busy answers 200 with an error for one calendar. */
        FREE_BUSY_ERROR
    }

    public Fault {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " (expected: > 0)");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
        }
        if (kind == Kind.STATUS && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("status: " + status + " (expected: 400 to 599)");
        }
        if (kind == Kind.FREE_BUSY_ERROR && (calendar == null || reason == null)) {
            throw new IllegalArgumentException("a free/busy error needs a calendar and a reason");
        }
    }

    public static Fault status(Operation operation, int status, @Nullable String reason) {
        return new Fault(Kind.STATUS, operation, 1, status, reason, Duration.ZERO, null);
    }

    public static Fault lostAnswer(Operation operation) {
        return new Fault(Kind.LOST_ANSWER, operation, 1, 0, null, Duration.ZERO, null);
    }

    public static Fault lateCommit(Operation operation, Duration delay) {
        return new Fault(Kind.LATE_COMMIT, operation, 1, 0, null, delay, null);
    }

    public static Fault delay(Operation operation, Duration delay) {
        return new Fault(Kind.DELAY, operation, 1, 0, null, delay, null);
    }

    public static Fault reset(Operation operation) {
        return new Fault(Kind.RESET, operation, 1, 0, null, Duration.ZERO, null);
    }

    public static Fault truncated(Operation operation) {
        return new Fault(Kind.TRUNCATED, operation, 1, 0, null, Duration.ZERO, null);
    }

    /** Errors for this calendar in every free/busy answer until the faults are cleared, unless limited by {@link #times}. */
    public static Fault freeBusyError(String calendar, String reason) {
        return new Fault(
                Kind.FREE_BUSY_ERROR, Operation.FREE_BUSY, Integer.MAX_VALUE, 200, reason, Duration.ZERO, calendar);
    }

    public Fault times(int newCount) {
        return new Fault(kind, operation, newCount, status, reason, delay, calendar);
    }

    boolean strikes(Operation asked) {
        return kind != Kind.FREE_BUSY_ERROR && (operation == null || operation == asked);
    }
}
