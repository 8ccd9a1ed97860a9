package dev.meridian.calendars.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.meridian.calendars.sandbox.HttpProbe.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Push channels as Google has them, with somebody who listens. */
class ChannelsTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant START = Instant.parse("2026-11-23T17:00:00Z");
    private static final SandboxOptions OPTIONS =
            SandboxOptions.of(Clock.fixed(NOW, ZoneOffset.UTC), ZoneId.of("Asia/Kolkata"));

    private final BlockingQueue<Headers> messages = new LinkedBlockingQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer listener = listen();

    @AfterEach
    void stop() {
        listener.stop(0);
    }

    @Test
    void tellsFirstThatItWorksAndThenOfChanges() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(OPTIONS);
                HttpProbe http = new HttpProbe(sandbox)) {
            Answered opened = watch(http, "c1", "");

            assertThat(opened.status()).isEqualTo(200);
            assertThat(opened.text("kind")).isEqualTo("api#channel");
            assertThat(opened.text("id")).isEqualTo("c1");
            assertThat(opened.text("expiration"))
                    .isEqualTo(Long.toString(NOW.plus(Duration.ofDays(7)).toEpochMilli()));
            Headers first = next();
            assertThat(first.getFirst("X-Goog-Channel-ID")).isEqualTo("c1");
            assertThat(first.getFirst("X-Goog-Channel-Token")).isEqualTo("t");
            assertThat(first.getFirst("X-Goog-Resource-State")).isEqualTo("sync");
            assertThat(first.getFirst("X-Goog-Message-Number")).isEqualTo("1");
            assertThat(first.getFirst("X-Goog-Resource-ID")).isEqualTo(opened.text("resourceId"));
            assertThat(first.getFirst("X-Goog-Channel-Expiration")).isEqualTo("Fri, 27 Nov 2026 10:00:00 GMT");

            String event = sandbox.putEvent("primary", "Dentist", START, START.plusSeconds(600));
            Headers second = next();
            assertThat(second.getFirst("X-Goog-Resource-State")).isEqualTo("exists");
            assertThat(second.getFirst("X-Goog-Message-Number")).isEqualTo("2");
            sandbox.deleteEvent("primary", event);
            assertThat(next().getFirst("X-Goog-Message-Number")).isEqualTo("3");
        }
    }

    @Test
    void tellsTwiceWhatWasNotTaken() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(OPTIONS);
                HttpProbe http = new HttpProbe(sandbox)) {
            answers.add(503);

            watch(http, "c1", "");

            assertThat(next().getFirst("X-Goog-Message-Number")).isEqualTo("1");
            assertThat(next().getFirst("X-Goog-Message-Number")).isEqualTo("1");
        }
    }

    @Test
    void tellsNobodyWhoseCalendarDidNotChangeOrWhoseTimeIsOver() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(OPTIONS);
                HttpProbe http = new HttpProbe(sandbox)) {
            sandbox.addCalendar("second@meridian.example", ZoneId.of("Asia/Kolkata"));
            watch(http, "c1", "");
            next();

            sandbox.putEvent("second@meridian.example", "Dentist", START, START.plusSeconds(600));
            sandbox.putEvent("primary", "Dentist", START, START.plusSeconds(600));

            assertThat(next().getFirst("X-Goog-Message-Number")).isEqualTo("2");
            assertThat(watch(http, "c2", ",\"expiration\":" + NOW.toEpochMilli())
                            .error())
                    .isEqualTo("400 channelExpirationInvalid");
            assertThat(watch(http, "c3", ",\"params\":{\"ttl\":\"60\"}").text("expiration"))
                    .isEqualTo(Long.toString(NOW.plusSeconds(60).toEpochMilli()));
        }
    }

    @Test
    void outlivesARestartUntilItEnds(@TempDir Path folder) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(OPTIONS.withFolder(folder));
                HttpProbe http = new HttpProbe(sandbox)) {
            watch(http, "c1", "");
            next();
            watch(http, "c2", ",\"params\":{\"ttl\":60}");
            next();
        }
        Clock later = Clock.fixed(NOW.plusSeconds(61), ZoneOffset.UTC);
        SandboxOptions again = SandboxOptions.of(later, OPTIONS.zone()).withFolder(folder);
        try (Sandbox sandbox = Sandbox.start(again);
                HttpProbe http = new HttpProbe(sandbox)) {
            assertThat(watch(http, "c1", "").error()).isEqualTo("400 channelIdNotUnique");

            sandbox.putEvent("primary", "Dentist", START, START.plusSeconds(600));

            assertThat(next().getFirst("X-Goog-Channel-ID")).isEqualTo("c1");
            assertThat(watch(http, "c2", "").status()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhatGoogleRefuses() {
        try (Sandbox sandbox = Sandbox.start(OPTIONS);
                HttpProbe http = new HttpProbe(sandbox)) {
            assertThat(post(http, "{\"type\":\"web_hook\",\"address\":\"https://a.example\"}")
                            .error())
                    .isEqualTo("400 required");
            assertThat(post(http, "{\"id\":\"c1\",\"type\":\"web_hook\",\"address\":\"ftp://a.example\"}")
                            .error())
                    .isEqualTo("400 push.webhookUrlNotHttps");
            assertThat(post(http, "{\"id\":\"c1\",\"type\":\"letter\",\"address\":\"https://a.example\"}")
                            .error())
                    .isEqualTo("400 channelUnknown");
            assertThat(http.send("POST", "calendars/nobody/events/watch", "{}").error())
                    .isEqualTo("404 notFound");
        }
    }

    private Answered watch(HttpProbe http, String id, String more) {
        return post(http, """
                {"id":"%s","type":"web_hook","address":"http://127.0.0.1:%d/","token":"t"%s}""".formatted(id, listener.getAddress().getPort(), more));
    }

    private static Answered post(HttpProbe http, String body) {
        return http.send("POST", "calendars/primary/events/watch", body);
    }

    private Headers next() throws InterruptedException {
        return Objects.requireNonNull(messages.poll(10, TimeUnit.SECONDS), "no message came");
    }

    private HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    messages.add(exchange.getRequestHeaders());
                    @Nullable Integer status = answers.poll();
                    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
