package dev.meridian.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a fixed rate, whether or not the earlier ones are answered. A latency counts from the moment the
 * request was due, so that a stall of the system is felt by all requests that fell into it.
 */
final class OpenLoop {

    /**
     * Runs to the end and waits for the last answer.
     *
     * @param perSecond how many requests are due each second
     * @param request sends the n-th request and completes with the status of its answer
     */
    static Measured run(int perSecond, Duration length, IntFunction<CompletableFuture<String>> request) {
        int total = Math.toIntExact(perSecond * length.toSeconds());
        Measured measured = new Measured();
        CompletableFuture<?>[] answers = new CompletableFuture<?>[total];
        long interval = 1_000_000_000L / perSecond;
        long first = System.nanoTime() + interval;
        for (int i = 0; i < total; i++) {
            long due = first + i * interval;
            waitUntil(due);
            answers[i] = request.apply(i).handle((status, failure) -> {
                measured.add(System.nanoTime() - due, failure == null ? status : "failed");
                return status;
            });
        }
        CompletableFuture.allOf(answers).join();
        return measured;
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
