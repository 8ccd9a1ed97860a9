package dev.meridian.availability;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs tasks on virtual threads, up to a number at once; there is no queue, what does not fit is refused. */
final class BoundedExecutor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore free;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("availability-", 0).factory());

    BoundedExecutor(int maxRunning) {
        this.free = new Semaphore(maxRunning);
    }

    /** Runs the task, or says that there is no room. */
    boolean tryExecute(Runnable task) {
        if (!free.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                free.release();
            }
        });
        return true;
    }

    /** Lets what runs come to its end, for a while. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
