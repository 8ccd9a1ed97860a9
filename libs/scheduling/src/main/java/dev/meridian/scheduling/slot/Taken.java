package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Gathers what is taken, widened by the buffers that must stay free, so that a slot only has to miss the result. */
final class Taken {
    private final long from;
    private final long to;
    private long[] starts;
    private long[] ends;
    private int size;

    /** Everything in the query that reaches into {@code [from, to)}. */
    Taken(SlotQuery query, long from, long to) {
        this.from = from;
        this.to = to;
        List<TimeRange> blocks = query.schedule().busy();
        int capacity = query.busy().size() + query.occupied().size() + blocks.size();
        starts = new long[capacity];
        ends = new long[capacity];
        long before = query.service().bufferBefore().toSeconds();
        long after = query.service().bufferAfter().toSeconds();
        addAll(query.busy(), before, after);
        addAll(blocks, before, after);
        for (Occupied own : query.occupied()) {
            long gapBefore = Math.max(after, ceil(own.bufferBefore()));
            long gapAfter = Math.max(before, ceil(own.bufferAfter()));
            add(
                    Seconds.floor(own.range().start()) - gapBefore,
                    Seconds.ceil(own.range().end()) + gapAfter);
        }
    }

    void add(Intervals intervals) {
        for (int i = 0; i < intervals.size(); i++) {
            add(intervals.start(i), intervals.end(i));
        }
    }

    Intervals union() {
        return Intervals.union(starts, ends, size);
    }

    private void addAll(List<TimeRange> ranges, long before, long after) {
        for (TimeRange range : ranges) {
            add(Seconds.floor(range.start()) - after, Seconds.ceil(range.end()) + before);
        }
    }

    private void add(long start, long end) {
        if (start >= to || end <= from) {
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2 + 8);
            ends = Arrays.copyOf(ends, size * 2 + 8);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    private static long ceil(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
