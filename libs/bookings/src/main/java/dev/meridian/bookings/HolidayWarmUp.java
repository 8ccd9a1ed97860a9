package dev.meridian.bookings;

import java.util.ServiceConfigurationError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks for holidays before any listener and web server starts: the first question loads a library and costs half a second, better now
 * than while a caller waits. Where that fails, the service starts all the same; whoever asks then hears why.
 */
final class HolidayWarmUp implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HolidayWarmUp.class);

    private final Runnable question;
    private volatile boolean running;

    HolidayWarmUp(Runnable question) {
        this.question = question;
    }

    @Override
    public void start() {
        try {
            question.run();
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            log.warn("holidays can not be loaded; starting all the same, and trying again when they are asked for", e);
        }
        running = true;
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
