package dev.meridian.messaging.request;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * Who waits for which reply, in order of arrival and bounded. {@link #take} decides who may finish a wait: reply, deadline,
 * failure and cancellation race, and whoever gets the entry is the one.
 */
final class PendingReplies {

    /** One wait. */
    record Wait<R>(Class<R> replyType, MonoSink<R> sink, Priority priority, long sinceNanos) {

        /** Ends the wait with a reply, if it is one that was asked for. */
        boolean answer(Object reply) {
            if (!replyType.isInstance(reply)) {
                return false;
            }
            sink.success(replyType.cast(reply));
            return true;
        }
    }

    private final int capacity;
    private final int reservedFrom;
    private final int busyFrom;
    private final Duration oldest;
    private final Map<String, Wait<?>> waits = new LinkedHashMap<>();

    /**
     * @param capacity how many may wait
     * @param oldest the longest that a wait may have lasted, while a tenth of the room is taken, before droppable requests
     *     are refused: the replies do not keep up
     */
    PendingReplies(int capacity, Duration oldest) {
        this.capacity = capacity;
        this.reservedFrom = capacity - capacity / 5;
        this.busyFrom = capacity / 10;
        this.oldest = oldest;
    }

    /** Admits a wait, or says why not. */
    synchronized Optional<String> admit(String correlationId, Wait<?> wait) {
        int size = waits.size();
        if (size >= capacity) {
            return Optional.of("requests waiting: " + size + " (expected: < " + capacity + ")");
        }
        if (wait.priority() == Priority.AVAILABILITY) {
            if (size >= reservedFrom) {
                return Optional.of(
                        "requests waiting: " + size + " (expected: < " + reservedFrom + " for droppable ones)");
            }
            if (size > busyFrom && oldestAge(wait.sinceNanos()).compareTo(oldest) > 0) {
                return Optional.of("oldest request: waiting longer than " + oldest + ", with " + size + " others");
            }
        }
        waits.put(correlationId, wait);
        return Optional.empty();
    }

    /** Removes a wait and hands it to the one who may finish it; null when somebody else has done so. */
    synchronized @Nullable Wait<?> take(String correlationId) {
        return waits.remove(correlationId);
    }

    synchronized boolean contains(String correlationId) {
        return waits.containsKey(correlationId);
    }

    synchronized int size() {
        return waits.size();
    }

    private Duration oldestAge(long nowNanos) {
        for (Wait<?> first : waits.values()) {
            return Duration.ofNanos(nowNanos - first.sinceNanos());
        }
        return Duration.ZERO;
    }
}
