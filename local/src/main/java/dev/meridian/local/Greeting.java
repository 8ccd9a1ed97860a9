package dev.meridian.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a started system says: where everything is, and what to try first. */
final class Greeting {

    private static final String ZONE = "Pacific Time Zone";

    private final LocalSystem system;
    private final String gateway;
    private final boolean signed;
    private final boolean ownApiKeys;

    Greeting(LocalSystem system) {
        this.system = system;
        this.gateway = system.gateway().toString().replace("//127.0.0.1:", "//localhost:");
        this.signed = system.settings().properties().containsKey("meridian.retell.api-keys");
        this.ownApiKeys = system.settings().properties().containsKey("meridian.api-keys");
    }

    String text() {
        StringBuilder text = new StringBuilder("\nMeridian is ready.\n\n");
        line(text, "Gateway", gateway);
        line(text, "API, to try out", gateway + "/swagger-ui.html");
        line(text, "Health", gateway + "/actuator/health/readiness");
        line(
                text,
                "Calendar",
                system.settings().realCalendar()
                        ? "Google's, as MERIDIAN_GOOGLE_* says"
                        : system.sandbox().pageUrl() + "  (a sandbox: see the bookings here)");
        line(text, "Kafka", system.kafka());
        line(text, "Schema registry", system.registry());
        line(
                text,
                "Postgres",
                system.jdbcUrl().replace("jdbc:postgresql://", "postgresql://" + system.databaseUsername() + "@"));
        line(text, "Data and logs", system.log().getParent());
        text.append('\n');
        if (signed) {
            text.append("Retell calls need a signature: MERIDIAN_RETELL_API_KEYS is set.\n");
        } else {
            text.append("Retell calls are accepted unsigned: MERIDIAN_RETELL_API_KEYS is not set.\n");
        }
        if (ownApiKeys) {
            text.append("/api/** takes the keys of MERIDIAN_API_KEYS; put one into KEY below.\n");
        }
        text.append("\nAsk for free times:\n\n").append(ask()).append("\n\n");
        Optional<String> start = firstFree();
        text.append(start.map(free -> "Book one:\n\n" + book(free))
                .orElse("No free time could be found for an example of a booking; the log says more."));
        return text.append("\n\nCtrl-C stops everything.\n").toString();
    }

    private static void line(StringBuilder text, String what, @Nullable Object where) {
        text.append("  ")
                .append(what)
                .append(" ".repeat(18 - what.length()))
                .append(where)
                .append('\n');
    }

    private String ask() {
        return signed
                ? "curl -s '" + gateway + "/api/availability?time_zone=Pacific%20Time%20Zone' " + bearer()
                : "curl -s " + gateway + "/retell/functions/check_availability " + json("""
                        {"time_zone":"%s"}""".formatted(ZONE));
    }

    private String book(String start) {
        return signed
                ? "curl -s " + gateway + "/api/bookings " + bearer() + " -H 'Idempotency-Key: try-" + start + "' "
                        + json(person(start, "America/Los_Angeles"))
                : "curl -s " + gateway + "/retell/functions/save_booking " + json(person(start, ZONE));
    }

    private static String person(String start, String zone) {
        return """
                {"start":"%s","time_zone":"%s","name":"Ada Example","phone":"+12135550123"}""".formatted(start, zone);
    }

    private String bearer() {
        return "-H 'Authorization: Bearer " + (ownApiKeys ? "KEY" : system.apiKey()) + "'";
    }

    private static String json(String body) {
        return "-H 'Content-Type: application/json' -d '" + body + "'";
    }

    /** A start that really is free, so that the example works as it stands. Also the first request on the whole way. */
    private Optional<String> firstFree() {
        URI question = system.gateway().resolve("/api/availability?time_zone=America/Los_Angeles");
        HttpRequest request = HttpRequest.newBuilder(question)
                .header("Authorization", "Bearer " + system.apiKey())
                .timeout(Duration.ofSeconds(10))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode first = JsonMapper.shared().readTree(response.body()).at("/suggestions/0/start");
            return first.isString() ? Optional.of(first.stringValue()) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
