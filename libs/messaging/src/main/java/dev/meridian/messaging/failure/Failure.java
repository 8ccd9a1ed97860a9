package dev.meridian.messaging.failure;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.serializer.DeserializationException;

/** What is told about a failure without quoting the record: see {@link DeadLetterHeaders}. */
record Failure(
        String reason,
        @Nullable String detail,
        String exception,
        @Nullable String trace) {

    private static final int FRAMES = 12;

    static Failure of(Throwable thrown) {
        boolean undecodable = false;
        Set<Throwable> seen = new HashSet<>();
        Throwable last = thrown;
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            undecodable = undecodable || cause instanceof DeserializationException;
            last = cause;
            if (cause instanceof PoisonRecord) {
                return new Failure(undecodable ? "undecodable" : "poison", cause.getMessage(), name(cause), null);
            }
            if (cause instanceof TransientFailure) {
                return new Failure("gave_up", cause.getMessage(), name(root(cause)), null);
            }
        }
        return new Failure(undecodable ? "undecodable" : "bug", null, name(last), trace(thrown));
    }

    private static String name(Throwable e) {
        return e.getClass().getName();
    }

    private static Throwable root(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null || cause.equals(e) ? e : root(cause);
    }

    // Without messages: those of strangers may quote the record.
    private static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof ListenerExecutionFailedException) {
                continue;
            }
            text.append(text.isEmpty() ? "" : "caused by ").append(name(cause)).append('\n');
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("  at ").append(frames[i]).append('\n');
            }
        }
        return text.toString();
    }
}
