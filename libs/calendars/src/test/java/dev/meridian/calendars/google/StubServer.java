package dev.meridian.calendars.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers with what it was told, in that order, and keeps what it was asked: for answers the sandbox would never give. */
final class StubServer implements AutoCloseable {

    /** A request as it came. */
    record Request(String method, String uri, String body, Map<String, List<String>> headers) {}

    private record Canned(int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final Queue<Canned> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                requests.add(new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        body,
                        Map.copyOf(exchange.getRequestHeaders())));
                var answer = answers.remove();
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                var bytes = answer.body().getBytes(UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    StubServer answer(int status, String body) {
        return answer(status, Map.of("Content-Type", "application/json; charset=UTF-8"), body);
    }

    StubServer answer(int status, Map<String, String> headers, String body) {
        answers.add(new Canned(status, headers, body));
        return this;
    }

    /** An error in Google's shape. */
    StubServer refuse(int status, String reason) {
        return answer(status, """
                {"error":{"errors":[{"domain":"x","reason":"%s","message":"m"}],"code":%d,"message":"m"}}""".formatted(reason, status));
    }

    List<Request> requests() {
        return requests;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    GoogleCalendar connector() {
        return GoogleCalendar.connect(GoogleSettings.local(url(), "stub"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
