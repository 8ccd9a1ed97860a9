package dev.meridian.calendars.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Google accepts as an event and what it adds. The text of errors is Google's where it is known.
 *
 * @see <a href="https://developers.google.com/workspace/calendar/api/v3/reference/events">the event resource</a>
 */
final class EventRules {

    private static final Pattern ID = Pattern.compile("[a-v0-9]{5,1024}");
    private static final String ID_CHARACTERS = "0123456789abcdefghijklmnopqrstuv";
    private static final Set<String> SET_BY_SERVER = Set.of(
            "kind", "etag", "created", "updated", "creator", "organizer", "htmlLink", "hangoutLink", "conferenceData");

    private final SecureRandom random = new SecureRandom();
    private final String calendarId;
    private final ZoneId zone;
    private final String pageUrl;

    EventRules(String calendarId, ZoneId zone, String pageUrl) {
        this.calendarId = calendarId;
        this.zone = zone;
        this.pageUrl = pageUrl;
    }

    /** The id an insert asks for, or a new one. */
    String idFor(JsonObject body) {
        if (!body.has("id")) {
            var id = new StringBuilder();
            for (int i = 0; i < 26; i++) {
                id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
            }
            return id.toString();
        }
        var id = Json.text(body, "id");
        if (id == null || !ID.matcher(id).matches()) {
            throw Refusal.invalid("Invalid resource id value.");
        }
        if (body.has("iCalUID")) {
            throw Refusal.invalid("Only one of id and iCalUID may be given.");
        }
        return id;
    }

    StoredEvent created(JsonObject body, String id, long change, Instant now) {
        var event = writable(body);
        event.addProperty("id", id);
        if (!event.has("iCalUID")) {
            event.addProperty("iCalUID", id + "@google.com");
        }
        event.addProperty("created", millis(now));
        event.addProperty("sequence", 0);
        return finished(event, change, now);
    }

    /** The old event with the changes of a patch. */
    StoredEvent patched(StoredEvent old, JsonObject patch, long change, Instant now) {
        var event = Json.merged(old.json(), writable(patch));
        return kept(old, event, change, now);
    }

    /** A new content for the old event's id. */
    StoredEvent replaced(StoredEvent old, JsonObject body, long change, Instant now) {
        return kept(old, writable(body), change, now);
    }

    StoredEvent cancelled(StoredEvent old, long change, Instant now) {
        var event = old.json().deepCopy();
        event.addProperty("status", "cancelled");
        return finished(event, change, now);
    }

    private StoredEvent kept(StoredEvent old, JsonObject event, long change, Instant now) {
        for (var name : List.of("id", "iCalUID", "created")) {
            event.add(name, old.json().get(name));
        }
        var moved = !EventTimes.of(event, zone).equals(old.times());
        event.addProperty("sequence", old.json().get("sequence").getAsInt() + (moved ? 1 : 0));
        return finished(event, change, now);
    }

    private StoredEvent finished(JsonObject event, long change, Instant now) {
        validate(event);
        var times = EventTimes.of(event, zone);
        var id = Json.text(event, "id");
        event.addProperty("kind", "calendar#event");
        event.addProperty("etag", "\"" + (3_400_000_000_000_000L + change) + "\"");
        event.addProperty("updated", millis(now));
        event.addProperty("htmlLink", pageUrl + "?event=" + id);
        event.add("creator", self());
        event.add("organizer", self());
        if (!event.has("status")) {
            event.addProperty("status", "confirmed");
        }
        if (!event.has("eventType")) {
            event.addProperty("eventType", "default");
        }
        if ("opaque".equals(Json.text(event, "transparency"))) {
            // The default is not told.
            event.remove("transparency");
        }
        for (var attendee : Json.objects(event, "attendees")) {
            if (calendarId.equals(Json.text(attendee, "email"))) {
                attendee.addProperty("self", true);
            }
            if (!attendee.has("responseStatus")) {
                attendee.addProperty("responseStatus", "needsAction");
            }
        }
        return new StoredEvent(event, change, times);
    }

    private static void validate(JsonObject event) {
        if (event.has("recurrence") && !(event.get("recurrence") instanceof JsonArray rules && rules.isEmpty())) {
            // Better no than a series that shows as one event.
            throw Refusal.of(400, "unsupported", "The sandbox does not know recurring events.");
        }
        oneOf(event, "status", Set.of("confirmed", "tentative", "cancelled"));
        oneOf(event, "transparency", Set.of("opaque", "transparent"));
        for (var attendee : Json.objects(event, "attendees")) {
            var email = Json.text(attendee, "email");
            if (email == null || !email.contains("@")) {
                throw Refusal.invalid("Invalid attendee email.");
            }
        }
    }

    private static void oneOf(JsonObject event, String name, Set<String> values) {
        var value = Json.text(event, name);
        if (event.has(name) && (value == null || !values.contains(value))) {
            throw Refusal.invalid("Invalid value for: " + name);
        }
    }

    private static JsonObject writable(JsonObject body) {
        var event = body.deepCopy();
        SET_BY_SERVER.forEach(event::remove);
        return event;
    }

    private JsonObject self() {
        var self = new JsonObject();
        self.addProperty("email", calendarId);
        self.addProperty("self", true);
        return self;
    }

    private static String millis(Instant now) {
        var text = now.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == 20 ? text.replace("Z", ".000Z") : text;
    }
}
