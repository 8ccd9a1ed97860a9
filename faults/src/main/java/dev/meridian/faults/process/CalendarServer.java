package dev.meridian.faults.process;

import dev.meridian.calendars.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The calendar provider: its process, its faults, and what people do in its calendars. */
public final class CalendarServer {

    static final String TOKEN = "sandbox";

    private final Child child;
    private final URI root;
    private final Http http = new Http();
    private final JsonMapper json = JsonMapper.shared();

    CalendarServer(WorkFolder folder, FreePorts free, String classPath, Clock clock) {
        int port = free.next();
        root = URI.create("http://127.0.0.1:" + port + "/");
        Map<String, String> environment = new HashMap<>();
        environment.put("CLASSPATH", classPath);
        environment.put("MERIDIAN_SANDBOX_PORT", Integer.toString(port));
        environment.put("MERIDIAN_SANDBOX_FOLDER", folder.path("sandbox").toString());
        environment.put("MERIDIAN_BUSINESS_ZONE", "UTC");
        child = new Child(
                "calendar",
                folder,
                new Child.Launch(
                        () -> JavaCommand.of(256, List.of(), SandboxServer.class.getName(), List.of()),
                        environment,
                        () -> {}),
                clock);
    }

    Child child() {
        return child;
    }

    URI root() {
        return root;
    }

    boolean answers() throws InterruptedException {
        return http.isOk(root.resolve("_sandbox/faults"));
    }

    void add(String calendar) {
        control("POST", "calendars", "{\"id\":\"%s\",\"zone\":\"UTC\"}".formatted(calendar));
    }

    /** Adds a fault, in the terms of the sandbox's control interface. */
    public void fault(String fault) {
        control("POST", "faults", fault);
    }

    public void clearFaults() {
        control("DELETE", "faults", null);
    }

    public void expireSyncTokens(String calendar) {
        control("POST", "expire-sync-tokens", "{\"calendar\":\"%s\"}".formatted(calendar));
    }

    /** Everything in a calendar, tombstones included, in Google's JSON. */
    public List<JsonNode> events(String calendar) {
        return List.copyOf(json.readTree(control("GET", "events?calendar=" + encoded(calendar), null))
                .valueStream()
                .toList());
    }

    /** A person enters an appointment. Returns its id. */
    public String put(String calendar, Instant start, Instant end) {
        ObjectNode body = json.createObjectNode().put("calendar", calendar);
        ObjectNode event = body.putObject("event").put("summary", "Private");
        event.putObject("start").put("dateTime", start.toString());
        event.putObject("end").put("dateTime", end.toString());
        return json.readTree(control("POST", "events", body.toString()))
                .path("id")
                .asString();
    }

    /** A person deletes an event. */
    public void delete(String calendar, String id) {
        control("DELETE", "events?calendar=" + encoded(calendar) + "&id=" + encoded(id), null);
    }

    /** A person changes an event; the patch is in Google's JSON. */
    public void change(String calendar, String id, String patch) {
        send("PATCH", "calendar/v3/calendars/" + encoded(calendar) + "/events/" + encoded(id), patch);
    }

    private String control(String method, String path, @Nullable String body) {
        return send(method, "_sandbox/" + path, body);
    }

    private String send(String method, String path, @Nullable String body) {
        try {
            HttpResponse<String> answer = http.send(method, root.resolve(path), body);
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
