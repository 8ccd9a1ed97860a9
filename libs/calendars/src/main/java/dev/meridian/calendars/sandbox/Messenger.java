package dev.meridian.calendars.sandbox;

import java.time.Duration;

/**
 * Tells one channel's address of changes, one message after the other. As with Google, a message may stand for several changes:
 * whatever comes while one is under way, or shortly before, is told with the next.
 */
final class Messenger {

    private static final Duration GATHER = Duration.ofMillis(50);

    private final Channel channel;
    private final PushClient client;
    private long number;
    private boolean untold;
    private boolean telling;

    Messenger(Channel channel, PushClient client) {
        this.channel = channel;
        this.client = client;
    }

    Channel channel() {
        return channel;
    }

    synchronized void opened() {
        telling = true;
        client.run(() -> {
            tell("sync");
            goOn();
        });
    }

    synchronized void changed() {
        untold = true;
        if (!telling) {
            telling = true;
            client.run(this::goOn);
        }
    }

    private void goOn() {
        while (client.pause(GATHER) && take()) {
            tell("exists");
        }
    }

    private synchronized boolean take() {
        boolean any = untold;
        untold = false;
        telling = any;
        return any;
    }

    private void tell(String state) {
        client.send(channel, state, ++number);
    }
}
