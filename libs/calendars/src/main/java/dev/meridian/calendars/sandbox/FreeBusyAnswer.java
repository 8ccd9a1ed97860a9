package dev.meridian.calendars.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a free/busy query: 200 also when single calendars fail, each with its own errors. Busy times are left as they
 * are, overlapping and sticking out of the range, since Google does not promise otherwise.
 */
final class FreeBusyAnswer {

    private static final Duration LONGEST_RANGE = Duration.ofDays(90);
    private static final int MOST_CALENDARS = 50;

    private final Function<String, @Nullable StoredCalendar> calendars;
    private final FaultPort faults;

    FreeBusyAnswer(Function<String, @Nullable StoredCalendar> calendars, FaultPort faults) {
        this.calendars = calendars;
        this.faults = faults;
    }

    JsonObject to(JsonObject query) {
        var from = bound(query, "timeMin");
        var to = bound(query, "timeMax");
        if (!to.isAfter(from)) {
            throw Refusal.timeRange("timeRangeEmpty", "The specified time range is empty.");
        }
        if (Duration.between(from, to).compareTo(LONGEST_RANGE) > 0) {
            throw Refusal.timeRange("timeRangeTooLong", "The requested time range is too long.");
        }
        var ids = Json.objects(query, "items").stream()
                .map(item -> Objects.requireNonNullElse(Json.text(item, "id"), ""))
                .toList();
        var answer = new JsonObject();
        answer.addProperty("kind", "calendar#freeBusy");
        answer.addProperty("timeMin", from.toString());
        answer.addProperty("timeMax", to.toString());
        var found = new JsonObject();
        ids.forEach(id -> found.add(id, calendar(id, ids, from, to)));
        answer.add("calendars", found);
        return answer;
    }

    private JsonObject calendar(String id, List<String> all, Instant from, Instant to) {
        var calendar = calendars.apply(id);
        var error = Optional.<String>empty();
        if (all.size() > MOST_CALENDARS) {
            error = Optional.of("tooManyCalendarsRequested");
        } else if (calendar == null) {
            error = Optional.of("notFound");
        } else {
            error = faults.takeFreeBusyError(id)
                    .or(() -> faults.takeFreeBusyError(calendar.id()))
                    .map(Fault::reason);
        }
        var answer = new JsonObject();
        error.ifPresent(reason -> answer.add("errors", errors(reason)));
        answer.add("busy", error.isPresent() || calendar == null ? new JsonArray() : busy(calendar, from, to));
        return answer;
    }

    private static JsonArray busy(StoredCalendar calendar, Instant from, Instant to) {
        var busy = new JsonArray();
        calendar.overlapping(from, to).stream().filter(StoredEvent::blocks).forEach(event -> {
            var period = new JsonObject();
            period.addProperty("start", event.times().start().toString());
            period.addProperty("end", event.times().end().toString());
            busy.add(period);
        });
        return busy;
    }

    private static JsonArray errors(String reason) {
        var error = new JsonObject();
        error.addProperty("domain", "global");
        error.addProperty("reason", reason);
        var errors = new JsonArray();
        errors.add(error);
        return errors;
    }

    private static Instant bound(JsonObject query, String name) {
        var value = Json.text(query, name);
        if (value == null) {
            throw Refusal.required("Missing " + name + " parameter.");
        }
        return EventTimes.bound(value);
    }
}
