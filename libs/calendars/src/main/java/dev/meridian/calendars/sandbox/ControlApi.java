package dev.meridian.calendars.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;

/**
 * What a test or a curious person does to the sandbox over HTTP, below {@code /_sandbox/}; no token needed.
 *
 * <pre>
 * GET, POST, DELETE faults   {"kind":"status","operation":"insert","count":1,"status":503,"reason":"backendError","delay_ms":0,"calendar":null}
 * GET, DELETE       calls    the requests taken so far, without bodies
 * GET               events   ?calendar=primary: everything in a calendar, tombstones included
 * POST              events   {"calendar":"primary","event":{…}}: an event as a human would make it, in Google's JSON
 * DELETE            events   ?calendar=primary&amp;id=…: as a human would delete it
 * POST, DELETE      calendars {"id":"second@meridian.example","zone":"Asia/Kolkata"}
 * POST              latency  {"ms":150}
 * POST              expire-sync-tokens {"calendar":"primary"}
 * POST              reset    an empty calendar, no faults, no calls
 * </pre>
 */
final class ControlApi {

    private final Sandbox sandbox;
    private final StoredCalendars calendars;

    ControlApi(Sandbox sandbox, StoredCalendars calendars) {
        this.sandbox = sandbox;
        this.calendars = calendars;
    }

    Answer answer(Call call) {
        try {
            return switch (call.method() + " "
                    + String.join("/", call.path().subList(1, call.path().size()))) {
                case "GET faults" -> faults();
                case "POST faults" -> done(() -> sandbox.faults().add(fault(call.json())));
                case "DELETE faults" -> done(sandbox.faults()::clear);
                case "GET calls" -> calls();
                case "DELETE calls" -> done(sandbox::forgetCalls);
                case "GET events" -> events(calendar(call.parameters()));
                case "POST events" -> put(call.json());
                case "DELETE events" ->
                    done(() -> calendar(call.parameters())
                            .delete(Objects.requireNonNullElse(call.parameters().first("id"), ""), null));
                case "POST calendars" -> done(() -> addCalendar(call.json()));
                case "DELETE calendars" ->
                    done(() -> calendars.remove(
                            Objects.requireNonNullElse(call.parameters().first("id"), "")));
                case "POST latency" ->
                    done(() -> sandbox.setLatency(
                            Duration.ofMillis(call.json().get("ms").getAsLong())));
                case "POST expire-sync-tokens" -> done(() -> sandbox.expireSyncTokens(calendarId(call.json())));
                case "POST reset" -> done(sandbox::reset);
                default -> Answer.text(404, "no such control: see the sandbox's documentation");
            };
        } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
            return Answer.text(400, "can not be done: " + e.getMessage());
        }
    }

    private Answer faults() {
        var array = new JsonArray();
        for (var fault : sandbox.faults().waiting()) {
            var json = new JsonObject();
            var operation = fault.operation();
            json.addProperty("kind", fault.kind().name().toLowerCase(Locale.ROOT));
            json.addProperty("operation", operation == null ? null : operation.wireName());
            json.addProperty("count", fault.count());
            json.addProperty("status", fault.status());
            json.addProperty("reason", fault.reason());
            json.addProperty("delay_ms", fault.delay().toMillis());
            json.addProperty("calendar", fault.calendar());
            array.add(json);
        }
        return Answer.json(200, array);
    }

    private static Fault fault(JsonObject json) {
        var kind = Fault.Kind.valueOf(
                Objects.requireNonNull(Json.text(json, "kind"), "kind").toUpperCase(Locale.ROOT));
        var operation = Json.text(json, "operation");
        int forEver = kind == Fault.Kind.FREE_BUSY_ERROR ? Integer.MAX_VALUE : 1;
        return new Fault(
                kind,
                operation == null ? null : Operation.ofWireName(operation),
                json.has("count") ? json.get("count").getAsInt() : forEver,
                json.has("status") ? json.get("status").getAsInt() : 503,
                Json.text(json, "reason"),
                Duration.ofMillis(json.has("delay_ms") ? json.get("delay_ms").getAsLong() : 0),
                Json.text(json, "calendar"));
    }

    private Answer calls() {
        var array = new JsonArray();
        for (var call : sandbox.calls()) {
            var query = new JsonObject();
            call.query().forEach((name, values) -> query.addProperty(name, String.join(",", values)));
            var json = new JsonObject();
            json.addProperty("operation", call.operation().wireName());
            json.addProperty("method", call.method());
            json.addProperty("calendar", call.calendarId());
            json.addProperty("event", call.eventId());
            json.add("query", query);
            json.addProperty("at", call.at().toString());
            array.add(json);
        }
        return Answer.json(200, array);
    }

    private static Answer events(StoredCalendar calendar) {
        var array = new JsonArray();
        calendar.overlapping(null, null).forEach(event -> array.add(EventPage.shown(event, calendar.zone())));
        return Answer.json(200, array);
    }

    private Answer put(JsonObject body) {
        var calendar = calendars.get(calendarId(body));
        var event = calendar.insert(Objects.requireNonNull(Json.object(body, "event"), "event"));
        return Answer.json(200, EventPage.shown(event, calendar.zone()));
    }

    private void addCalendar(JsonObject body) {
        sandbox.addCalendar(
                Objects.requireNonNull(Json.text(body, "id"), "id"),
                ZoneId.of(Objects.requireNonNull(Json.text(body, "zone"), "zone")));
    }

    private StoredCalendar calendar(Parameters parameters) {
        return calendars.get(Objects.requireNonNullElse(parameters.first("calendar"), "primary"));
    }

    private static String calendarId(JsonObject body) {
        return Objects.requireNonNullElse(Json.text(body, "calendar"), "primary");
    }

    private static Answer done(Runnable action) {
        action.run();
        return Answer.empty();
    }
}
