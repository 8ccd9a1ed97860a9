package dev.meridian.messaging.redrive;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters of a partition have been redriven: all before an offset, which is the committed one, and with filters
 * also some after it, which stand in the committed offset's metadata as {@code 12-15,18-18}.
 */
final class Redriven {

    /** What a broker takes as metadata is 4,096 bytes unless set otherwise; room is left for one more range. */
    private static final int MOST_CHARACTERS = 4_000;

    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long next;

    /**
     * @param committed what an earlier run has left; null: none has
     * @param beginning the first offset that the partition still has
     */
    Redriven(@Nullable OffsetAndMetadata committed, long beginning) {
        next = committed == null ? beginning : committed.offset();
        if (committed != null) {
            for (String range : committed.metadata().split(",", -1)) {
                int dash = range.indexOf('-');
                if (dash > 0) {
                    ranges.put(Long.valueOf(range.substring(0, dash)), Long.valueOf(range.substring(dash + 1)));
                }
            }
        }
        // What was before is deleted.
        next = Math.max(next, beginning);
        ranges.headMap(next, false).entrySet().removeIf(range -> range.getValue() < next);
        advance();
    }

    /** The first one that has not been. */
    long next() {
        return next;
    }

    boolean contains(long offset) {
        Map.Entry<Long, Long> range = ranges.floorEntry(offset);
        return offset < next || (range != null && offset <= range.getValue());
    }

    void add(long offset) {
        long from = offset;
        long to = offset;
        Map.Entry<Long, Long> before = ranges.floorEntry(offset);
        if (before != null && before.getValue() >= offset - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Long after = ranges.remove(offset + 1);
        if (after != null) {
            to = after;
        }
        ranges.put(from, to);
        advance();
    }

    /** Whether one more can be remembered, wherever it is. */
    boolean hasRoom() {
        return committed().metadata().length() < MOST_CHARACTERS;
    }

    OffsetAndMetadata committed() {
        StringBuilder text = new StringBuilder();
        ranges.forEach((from, to) ->
                text.append(text.isEmpty() ? "" : ",").append(from).append('-').append(to));
        return new OffsetAndMetadata(next, text.toString());
    }

    private void advance() {
        for (Map.Entry<Long, Long> first = ranges.firstEntry();
                first != null && first.getKey() <= next;
                first = ranges.firstEntry()) {
            next = Math.max(next, first.getValue() + 1);
            ranges.pollFirstEntry();
        }
    }
}
