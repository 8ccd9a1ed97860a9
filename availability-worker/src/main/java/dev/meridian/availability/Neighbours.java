package dev.meridian.availability;

import dev.meridian.scheduling.slot.Occupied;
import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host has beside a slot: appointments in the calendars and in the book, one as good as the other. */
record Neighbours(Intervals taken) {

    static Neighbours of(List<TimeRange> busy, List<Occupied> occupied) {
        List<TimeRange> ranges = new ArrayList<>(busy);
        occupied.forEach(booked -> ranges.add(booked.range()));
        long[] starts = new long[ranges.size()];
        long[] ends = new long[ranges.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = ranges.get(i).start().getEpochSecond();
            ends[i] = ranges.get(i).end().getEpochSecond();
        }
        return new Neighbours(Intervals.union(starts, ends, starts.length));
    }

    /** How far the nearest of them is from a slot, in whole seconds; null if there is none. */
    @Nullable
    Duration gap(TimeRange slot) {
        long start = slot.start().getEpochSecond();
        long end = slot.end().getEpochSecond();
        int next = taken.firstEndingAfter(start);
        long gap = Long.MAX_VALUE;
        if (next > 0) {
            gap = start - taken.end(next - 1);
        }
        if (next < taken.size()) {
            gap = Math.min(gap, Math.max(0, taken.start(next) - end));
        }
        return gap == Long.MAX_VALUE ? null : Duration.ofSeconds(gap);
    }
}
