package dev.meridian.calendars.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of {@code events.list}, with Google's rules for paging and synchronisation.
 *
 * @see <a href="https://developers.google.com/workspace/calendar/api/guides/sync">Google's guide to synchronisation</a>
 */
final class EventPage {

    private static final Set<String> FORBIDDEN_WITH_SYNC_TOKEN = Set.of(
            "iCalUID",
            "orderBy",
            "privateExtendedProperty",
            "q",
            "sharedExtendedProperty",
            "timeMin",
            "timeMax",
            "updatedMin");

    /** Where the next page goes on: after this key, in the list that began at this change. */
    private record Mark(long key, String id, long began) {}

    private final StoredCalendar calendar;
    private final Parameters parameters;

    EventPage(StoredCalendar calendar, Parameters parameters) {
        this.calendar = calendar;
        this.parameters = parameters;
    }

    JsonObject body() {
        var syncToken = parameters.first("syncToken");
        var mark = mark(parameters.first("pageToken"));
        long began = mark == null ? calendar.change() : mark.began();
        var sorted = candidates(syncToken)
                .sorted(order())
                .filter(e -> mark == null || isAfter(e, mark))
                .toList();
        int size = Math.clamp(parameters.number("maxResults", 250), 1, 2500);
        var items = sorted.subList(0, Math.min(size, sorted.size()));
        var body = head();
        var zone = zone();
        var array = new JsonArray();
        items.forEach(e -> array.add(shown(e, zone)));
        body.add("items", array);
        if (items.size() < sorted.size()) {
            var last = items.getLast();
            body.addProperty("nextPageToken", encode("p", key().applyAsLong(last) + "|" + last.id() + "|" + began));
        } else if (parameters.names().stream().noneMatch(FORBIDDEN_WITH_SYNC_TOKEN::contains)) {
            body.addProperty("nextSyncToken", encode("s", calendar.epoch() + "|" + began + "|" + fixedParameters()));
        }
        return body;
    }

    /** An event as an answer shows it: a copy with its times in this zone. */
    static JsonObject shown(StoredEvent event, ZoneId zone) {
        var json = event.json().deepCopy();
        json.add(
                "start",
                EventTimes.shown(json.getAsJsonObject("start"), event.times().start(), zone));
        json.add(
                "end",
                EventTimes.shown(json.getAsJsonObject("end"), event.times().end(), zone));
        return json;
    }

    private JsonObject head() {
        var body = new JsonObject();
        body.addProperty("kind", "calendar#events");
        body.addProperty("etag", "\"p" + calendar.change() + "\"");
        body.addProperty("summary", calendar.id());
        body.addProperty("timeZone", calendar.zone().getId());
        body.addProperty("accessRole", "owner");
        body.add("defaultReminders", new JsonArray());
        return body;
    }

    private Stream<StoredEvent> candidates(@Nullable String syncToken) {
        var showDeleted = parameters.flag("showDeleted");
        if (syncToken != null) {
            long after = syncedUntil(syncToken);
            if (parameters.has("showDeleted") && !showDeleted) {
                throw Refusal.invalid("Sync token cannot be combined with showDeleted=false.");
            }
            return calendar.changedAfter(after).stream();
        }
        var from = bound("timeMin");
        var to = bound("timeMax");
        if (from != null && to != null && !to.isAfter(from)) {
            throw Refusal.timeRange("timeRangeEmpty", "The specified time range is empty.");
        }
        var updatedMin = bound("updatedMin");
        return (from == null && to == null ? calendar.changedAfter(0) : calendar.overlapping(from, to))
                .stream()
                        .filter(e -> showDeleted || !e.cancelled())
                        .filter(e -> updatedMin == null || !updated(e).isBefore(updatedMin))
                        .filter(this::hasPrivateProperties)
                        .filter(e -> matches(e, "iCalUID"));
    }

    private long syncedUntil(String token) {
        for (var name : parameters.names()) {
            if (FORBIDDEN_WITH_SYNC_TOKEN.contains(name)) {
                throw Refusal.invalid("Sync token cannot be combined with other query restrictions.");
            }
        }
        var parts = decode("s", token);
        if (parts.size() != 3) {
            throw Refusal.invalid("Invalid sync token value.");
        }
        if (!parts.getFirst().equals(Integer.toString(calendar.epoch()))) {
            throw Refusal.of(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.");
        }
        if (!parts.get(2).equals(fixedParameters())) {
            throw Refusal.invalid("Sync token was made with other parameters.");
        }
        return Long.parseLong(parts.get(1));
    }

    private String fixedParameters() {
        return "single=" + parameters.flag("singleEvents");
    }

    private Comparator<StoredEvent> order() {
        return Comparator.comparingLong(key()).thenComparing(StoredEvent::id);
    }

    private boolean isAfter(StoredEvent event, Mark mark) {
        int byKey = Long.compare(key().applyAsLong(event), mark.key());
        return byKey > 0 || (byKey == 0 && event.id().compareTo(mark.id()) > 0);
    }

    /** What the list is ordered by. In the order of changes nothing is passed over when an event changes between two pages. */
    private ToLongFunction<StoredEvent> key() {
        var orderBy = parameters.first("orderBy");
        return switch (orderBy) {
            case null -> StoredEvent::change;
            case "updated" -> StoredEvent::change;
            case "startTime" -> {
                if (!parameters.flag("singleEvents")) {
                    throw Refusal.invalid("The requested ordering is not available for the particular query.");
                }
                yield e -> e.times().start().toEpochMilli();
            }
            default -> throw Refusal.invalid("Invalid value for: orderBy");
        };
    }

    private boolean hasPrivateProperties(StoredEvent event) {
        var wanted = parameters.all("privateExtendedProperty");
        if (wanted.isEmpty()) {
            return true;
        }
        var extended = Json.object(event.json(), "extendedProperties");
        var properties = extended == null ? null : Json.object(extended, "private");
        return properties != null
                && wanted.stream().allMatch(pair -> {
                    int equals = pair.indexOf('=');
                    return equals > 0
                            && pair.substring(equals + 1).equals(Json.text(properties, pair.substring(0, equals)));
                });
    }

    private boolean matches(StoredEvent event, String name) {
        var wanted = parameters.first(name);
        return wanted == null || wanted.equals(Json.text(event.json(), name));
    }

    private static Instant updated(StoredEvent event) {
        return Instant.parse(Objects.requireNonNull(Json.text(event.json(), "updated")));
    }

    private @Nullable Instant bound(String name) {
        var value = parameters.first(name);
        return value == null ? null : EventTimes.bound(value);
    }

    private ZoneId zone() {
        var zone = parameters.first("timeZone");
        try {
            return zone == null ? calendar.zone() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Refusal.invalid("Invalid value for: timeZone");
        }
    }

    private static @Nullable Mark mark(@Nullable String pageToken) {
        if (pageToken == null) {
            return null;
        }
        var parts = decode("p", pageToken);
        if (parts.size() != 3) {
            throw Refusal.invalid("Invalid page token value.");
        }
        return new Mark(Long.parseLong(parts.getFirst()), parts.get(1), Long.parseLong(parts.get(2)));
    }

    private static String encode(String kind, String content) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((kind + "|" + content).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> decode(String kind, String token) {
        try {
            var content = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return content.startsWith(kind + "|") ? List.of(content.substring(2).split("\\|", -1)) : List.of();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
