package dev.meridian.booking.background;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tasks on virtual threads, only so many at once, and rounds that are made again and again between start and stop. A task may be
 * given before the start, too. What a stop cuts short is nobody's loss here: it was under a lease, and others take it over.
 */
public final class BackgroundWork {

    private final int concurrency;
    private final Duration timeToFinish;
    private final Semaphore room;
    private final ExecutorService threads;
    private volatile boolean running;

    /**
     * Nothing runs yet.
     *
     * @param name of the threads
     * @param concurrency most tasks at once; rounds do not count
     * @param timeToFinish how long a stop waits for tasks under way
     */
    public BackgroundWork(String name, int concurrency, Duration timeToFinish) {
        this.concurrency = concurrency;
        this.timeToFinish = timeToFinish;
        this.room = new Semaphore(concurrency);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** How many tasks would find room just now. */
    public int room() {
        return room.availablePermits();
    }

    /** Runs the task, unless there is no room for it. */
    public boolean tryRun(Runnable task) {
        if (!room.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                room.release();
            }
        });
        return true;
    }

    /** From now on rounds are made. */
    public void start() {
        running = true;
    }

    /**
     * Makes a round, after a pause, again and again until the stop. After {@link #start}.
     *
     * @param broken told when a round fails, once until one succeeds again
     */
    public void repeat(Duration pause, Runnable round, Consumer<RuntimeException> broken) {
        threads.execute(() -> again(pause, round, broken));
    }

    private void again(Duration pause, Runnable round, Consumer<RuntimeException> told) {
        boolean broken = false;
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                round.run();
                broken = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!broken && running) {
                    broken = true;
                    told.accept(e);
                }
            }
        }
    }

    /** Makes no more rounds, and lets those tasks finish that can in time. */
    public void stop() {
        running = false;
        try {
            if (room.tryAcquire(concurrency, timeToFinish.toMillis(), TimeUnit.MILLISECONDS)) {
                room.release(concurrency);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    /** Whether it is started and not stopped. */
    public boolean isRunning() {
        return running;
    }
}
