package dev.meridian.calendars.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages of push channels, in the background and as Google does. */
final class PushClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PushClient.class);

    private static final Set<Integer> AGAIN = Set.of(500, 502, 503, 504);
    private static final int MOST_TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** Does something in the background, until the end of it or of the sandbox. */
    void run(Runnable task) {
        if (!threads.isShutdown()) {
            threads.execute(task);
        }
    }

    /** False: the sandbox ends. */
    boolean pause(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns when the message was taken, or is lost. */
    void send(Channel channel, String state, long number) {
        var request = request(channel, state, number);
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            try {
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                log.debug("channel {}: message {} ({}) was answered {}", channel.id(), number, state, status);
                if (!AGAIN.contains(status)) {
                    return;
                }
            } catch (IOException e) {
                log.debug("channel {}: message {} ({}) is lost: {}", channel.id(), number, state, e.toString());
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!pause(FIRST_PAUSE.multipliedBy(1L << (tries - 1)))) {
                return;
            }
        }
    }

    private static HttpRequest request(Channel channel, String state, long number) {
        var request = HttpRequest.newBuilder(channel.address())
                .timeout(Duration.ofSeconds(5))
                .header("X-Goog-Channel-ID", channel.id())
                .header(
                        "X-Goog-Channel-Expiration",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                channel.until().atOffset(ZoneOffset.UTC)))
                .header("X-Goog-Resource-ID", channel.resourceId())
                .header("X-Goog-Resource-URI", channel.resourceUri())
                .header("X-Goog-Resource-State", state)
                .header("X-Goog-Message-Number", Long.toString(number))
                .POST(BodyPublishers.noBody());
        var token = channel.token();
        return (token == null ? request : request.header("X-Goog-Channel-Token", token)).build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
