package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When an event is, read as Google reads it: a {@code date} in the calendar's zone, a {@code dateTime} by its offset, and without one
 * only together with a {@code timeZone}.
 *
 * @param start first instant
 * @param end first instant after it
 */
record EventTimes(Instant start, Instant end) {

    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    static EventTimes of(JsonObject event, ZoneId calendarZone) {
        var start = Json.object(event, "start");
        var end = Json.object(event, "end");
        if (start == null) {
            throw Refusal.required("Missing start time.");
        }
        if (end == null) {
            throw Refusal.required("Missing end time.");
        }
        if (start.has("date") != end.has("date")) {
            throw Refusal.invalid("Start and end times must either both be date or both be dateTime.");
        }
        var times = new EventTimes(instant(start, "start", calendarZone), instant(end, "end", calendarZone));
        if (times.end.isBefore(times.start) || (start.has("date") && !times.end.isAfter(times.start))) {
            throw Refusal.timeRange("timeRangeEmpty", "The specified time range is empty.");
        }
        return times;
    }

    /** A bound of a query, which needs an offset. */
    static Instant bound(String value) {
        try {
            // Google ignores what is below a second.
            return OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw Refusal.of(400, "badRequest", "Bad Request");
        }
    }

    /** The times as an answer shows them: in the given zone, with its offset, keeping the zone the event was written with. */
    static JsonObject shown(JsonObject written, Instant at, ZoneId zone) {
        var shown = new JsonObject();
        if (written.has("date")) {
            shown.add("date", written.get("date"));
            return shown;
        }
        shown.addProperty("dateTime", WIRE.format(at.atZone(zone)));
        var named = Json.text(written, "timeZone");
        shown.addProperty("timeZone", named == null ? zone.getId() : named);
        return shown;
    }

    private static Instant instant(JsonObject time, String name, ZoneId calendarZone) {
        var date = Json.text(time, "date");
        var dateTime = Json.text(time, "dateTime");
        if ((date == null) == (dateTime == null)) {
            throw Refusal.invalid("Invalid " + name + " time.");
        }
        var zone = zone(time, name);
        try {
            if (date != null) {
                return LocalDate.parse(date).atStartOfDay(calendarZone).toInstant();
            }
            if (dateTime != null && dateTime.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
                return OffsetDateTime.parse(dateTime).toInstant();
            }
            if (zone == null) {
                throw Refusal.invalid("Missing time zone definition for " + name + " time.");
            }
            return LocalDateTime.parse(String.valueOf(dateTime)).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid("Invalid value for " + name + " time.");
        }
    }

    private static @Nullable ZoneId zone(JsonObject time, String name) {
        var zone = Json.text(time, "timeZone");
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Refusal.invalid("Invalid time zone definition for " + name + " time.");
        }
    }
}
