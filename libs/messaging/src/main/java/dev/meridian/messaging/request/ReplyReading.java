package dev.meridian.messaging.request;

import org.springframework.context.SmartLifecycle;

/** Begins to read replies once the topics are there, and before the web server lets anybody ask. */
final class ReplyReading implements SmartLifecycle {

    private final RequestReply requests;
    private volatile boolean running;

    ReplyReading(RequestReply requests) {
        this.requests = requests;
    }

    @Override
    public void start() {
        requests.start();
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
        return Integer.MIN_VALUE + 1;
    }
}
