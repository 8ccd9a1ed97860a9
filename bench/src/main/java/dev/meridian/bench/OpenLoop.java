package dev.meridian.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Sends requests at a fixed rate, whether or not the earlier ones are answered. A latency counts from the moment the
 * request was due, so that a stall of the system is felt by all requests that fell into it.
 */
final class OpenLoop {

    /**
     * What came of it.
     *
     * @param latencies in microseconds
     * @param outcomes how often each status was answered
     */
    record Measured(Histogram latencies, ConcurrentHashMap<String, LongAdder> outcomes) {

        Duration percentile(double percentile) {
            return Duration.ofNanos(latencies.getValueAtPercentile(percentile) * 1_000);
        }

        long count(String outcome) {
            return outcomes.getOrDefault(outcome, new LongAdder()).sum();
        }
    }

    /**
     * Runs to the end and waits for the last answer.
     *
     * @param perSecond how many requests are due each second
     * @param request sends the n-th request and completes with the status of its answer
     */
    static Measured run(int perSecond, Duration length, IntFunction<CompletableFuture<String>> request) {
        int total = Math.toIntExact(perSecond * length.toSeconds());
        Histogram latencies = new SynchronizedHistogram(Duration.ofMinutes(1).toNanos() / 1_000, 3);
        ConcurrentHashMap<String, LongAdder> outcomes = new ConcurrentHashMap<>();
        CompletableFuture<?>[] answers = new CompletableFuture<?>[total];
        long interval = 1_000_000_000L / perSecond;
        long first = System.nanoTime() + interval;
        for (int i = 0; i < total; i++) {
            long due = first + i * interval;
            waitUntil(due);
            answers[i] = request.apply(i).handle((status, failure) -> {
                latencies.recordValue(Math.max(1, (System.nanoTime() - due) / 1_000));
                outcomes.computeIfAbsent(failure == null ? status : "failed", outcome -> new LongAdder())
                        .increment();
                return status;
            });
        }
        CompletableFuture.allOf(answers).join();
        return new Measured(latencies, outcomes);
    }

    private static void waitUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    private OpenLoop() {}
}
