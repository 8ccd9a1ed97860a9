package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.time.Intervals;
import java.util.Arrays;

/** Gathers working windows day by day, and where the weeks begin. */
final class Bounds {
    private long[] starts = new long[32];
    private long[] ends = new long[32];
    private long[] mondays = new long[4];
    private int size;
    private int mondayCount;

    void add(long start, long end) {
        if (start >= end) {
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    void addMonday(long start) {
        if (mondayCount == mondays.length) {
            mondays = Arrays.copyOf(mondays, mondayCount * 2);
        }
        mondays[mondayCount++] = start;
    }

    void addAll(Bounds other) {
        for (int i = 0; i < other.size; i++) {
            add(other.starts[i], other.ends[i]);
        }
        for (int i = 0; i < other.mondayCount; i++) {
            addMonday(other.mondays[i]);
        }
    }

    long earliest() {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            earliest = Math.min(earliest, starts[i]);
        }
        return earliest;
    }

    long latestEnd() {
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            latest = Math.max(latest, ends[i]);
        }
        return latest;
    }

    long[] mondays() {
        long[] sorted = Arrays.copyOf(mondays, mondayCount);
        Arrays.sort(sorted);
        return sorted;
    }

    Intervals union() {
        return Intervals.union(starts, ends, size);
    }
}
