package dev.meridian.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Callers of a voice agent, each in a call of its own. */
final class Callers {

    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([a-z_]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String run;

    /**
     * Starts no call yet.
     *
     * @param run keeps the calls of one measurement apart from those of another
     */
    Callers(URI gateway, String run) {
        this.gateway = gateway;
        this.run = run;
    }

    /** Asks for the free slots of a day; completes with the answer's status. */
    CompletableFuture<String> checkAvailability(int caller, String service, Instant day) {
        return call(caller, "check_availability", """
                {"service": "%s", "date": "%s", "time_zone": "UTC"}""".formatted(
                        service, day.atOffset(ZoneOffset.UTC).toLocalDate()));
    }

    /** Books a slot; completes with the answer's status. */
    CompletableFuture<String> saveBooking(int caller, String service, Instant start) {
        return call(caller, "save_booking", """
                {"service": "%s", "start": "%s", "time_zone": "UTC", "name": "Caller %d", "phone": "+1213555%04d"}""".formatted(service, start, caller, caller % 10_000));
    }

    private CompletableFuture<String> call(int caller, String function, String arguments) {
        String body = """
                {"name": "%s", "args": %s, "call": {"call_id": "call_%s_%d", "call_type": "web_call",
                 "transcript_with_tool_calls": [{"role": "tool_call_invocation", "tool_call_id": "tool_%d", "name": "%s", "arguments": "{}"}]}}""".formatted(function, arguments, run, caller, caller, function);
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/retell/functions/" + function))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response ->
                        response.statusCode() == 200 ? status(response.body()) : "http_" + response.statusCode());
    }

    private static String status(String body) {
        Matcher matcher = STATUS.matcher(body);
        return matcher.find() ? matcher.group(1) : "without_status";
    }
}
