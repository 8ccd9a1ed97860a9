package dev.meridian.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** What came of the requests of a run: how long each waited, and how often each status was answered. */
final class Measured {

    private final Histogram micros =
            new SynchronizedHistogram(Duration.ofMinutes(1).toNanos() / 1_000, 3);
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    void add(long nanos, String outcome) {
        micros.recordValue(Math.max(1, nanos / 1_000));
        outcomes.computeIfAbsent(outcome, first -> new LongAdder()).increment();
    }

    Duration percentile(double percentile) {
        return Duration.ofNanos(micros.getValueAtPercentile(percentile) * 1_000);
    }

    long count(String outcome) {
        return outcomes.getOrDefault(outcome, new LongAdder()).sum();
    }

    Map<String, LongAdder> outcomes() {
        return new TreeMap<>(outcomes);
    }
}
