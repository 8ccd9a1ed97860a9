package dev.meridian.availability;

import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What remains of times, to the millisecond, which is as far as calendars go. */
final class Ranges {

    private Ranges() {}

    /** The parts of the ranges that are in none of the others. */
    static List<TimeRange> without(List<TimeRange> ranges, List<TimeRange> others) {
        Intervals left = intervals(ranges).subtract(intervals(others));
        return IntStream.range(0, left.size())
                .mapToObj(index ->
                        new TimeRange(Instant.ofEpochMilli(left.start(index)), Instant.ofEpochMilli(left.end(index))))
                .toList();
    }

    private static Intervals intervals(List<TimeRange> ranges) {
        return Intervals.of(millis(ranges, TimeRange::start), millis(ranges, TimeRange::end));
    }

    private static long[] millis(List<TimeRange> ranges, Function<TimeRange, Instant> bound) {
        return ranges.stream().map(bound).mapToLong(Instant::toEpochMilli).toArray();
    }
}
