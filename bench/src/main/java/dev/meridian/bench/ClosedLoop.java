package dev.meridian.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Clients who ask again as soon as they are answered: how much the system does, not how long callers wait. */
final class ClosedLoop {

    /**
     * Runs for so long and waits for the last answers.
     *
     * @param request sends the n-th request and completes with the status of its answer
     */
    static Measured run(int clients, Duration length, IntFunction<CompletableFuture<String>> request) {
        Measured measured = new Measured();
        AtomicInteger next = new AtomicInteger();
        long end = System.nanoTime() + length.toNanos();
        CompletableFuture.allOf(IntStream.range(0, clients)
                        .mapToObj(client -> CompletableFuture.runAsync(
                                () -> {
                                    while (System.nanoTime() - end < 0) {
                                        ask(request.apply(next.getAndIncrement()), measured);
                                    }
                                },
                                task -> Thread.ofVirtual().start(task)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        return measured;
    }

    private static void ask(CompletableFuture<String> answer, Measured measured) {
        long asked = System.nanoTime();
        String status = answer.handle((said, failure) -> failure == null ? said : "failed")
                .join();
        measured.add(System.nanoTime() - asked, status);
    }

    private ClosedLoop() {}
}
