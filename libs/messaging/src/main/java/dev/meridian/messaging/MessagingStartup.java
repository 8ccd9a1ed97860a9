package dev.meridian.messaging;

import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import dev.meridian.messaging.serde.SchemaRegistration;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What must be true on broker and registry before the first record: topics, schemas, a warm serde. Runs before any listener
 * and web server starts; broker and registry may be a little late, so each step is tried again until the time is up.
 */
final class MessagingStartup implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MessagingStartup.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<Runnable> steps;
    private final Duration timeout;
    private volatile boolean running;

    MessagingStartup(List<Runnable> steps, Duration timeout) {
        this.steps = List.copyOf(steps);
        this.timeout = timeout;
    }

    @Override
    public void start() {
        long end = System.nanoTime() + timeout.toNanos();
        for (Runnable step : steps) {
            attempt(step, end);
        }
        running = true;
    }

    private static void attempt(Runnable step, long end) {
        String said = "";
        while (true) {
            try {
                step.run();
                return;
            } catch (SchemaRegistration.Incompatible | PoisonRecord e) {
                throw new MessagingSetupException(e.getMessage(), e);
            } catch (IllegalStateException | TransientFailure e) {
                if (System.nanoTime() > end) {
                    throw new MessagingSetupException(e.getMessage(), e);
                }
                String problem = String.valueOf(e.getMessage());
                if (!problem.equals(said)) {
                    log.warn("waiting: {}", problem);
                    said = problem;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessagingSetupException("interrupted", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
