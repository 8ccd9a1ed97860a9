package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as the sandbox keeps it. Its JSON is shared between threads and must not be changed.
 *
 * @param json the resource
 * @param change the number of the change that made it so, rising in its calendar
 * @param times when it is
 */
record StoredEvent(JsonObject json, long change, EventTimes times) {

    String id() {
        return Objects.requireNonNull(Json.text(json, "id"));
    }

    String etag() {
        return Objects.requireNonNull(Json.text(json, "etag"));
    }

    boolean cancelled() {
        return "cancelled".equals(Json.text(json, "status"));
    }

    boolean transparent() {
        return "transparent".equals(Json.text(json, "transparency"));
    }

    boolean declined() {
        return Json.objects(json, "attendees").stream()
                .anyMatch(a -> Json.isTrue(a, "self") && "declined".equals(Json.text(a, "responseStatus")));
    }

    boolean blocks() {
        return !cancelled() && !transparent() && !declined();
    }

    boolean overlaps(@Nullable Instant from, @Nullable Instant to) {
        return (from == null || times.end().isAfter(from))
                && (to == null || times.start().isBefore(to));
    }
}
