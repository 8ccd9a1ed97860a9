package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** All calendars of the sandbox; {@code primary} is another name for one of them. */
final class StoredCalendars implements AutoCloseable {

    private final Map<String, StoredCalendar> byId = new ConcurrentSkipListMap<>();
    private final String primaryId;
    private final ZoneId primaryZone;
    private final Clock clock;
    private final String pageUrl;
    private final Journal journal;
    private final Channels channels;

    StoredCalendars(SandboxOptions options, String pageUrl) {
        this.primaryId = options.calendarId();
        this.primaryZone = options.zone();
        this.clock = options.clock();
        this.pageUrl = pageUrl;
        this.journal = new Journal(options.folder());
        this.channels = new Channels(pageUrl, clock, channel -> journal.append(channel.line()));
        journal.read().forEach(this::restore);
        if (!byId.containsKey(primaryId)) {
            byId.put(primaryId, calendar(primaryId, primaryZone, 1));
        }
        journal.rewrite(snapshot());
    }

    /** The calendar with this id or name; null when there is none. */
    @Nullable
    StoredCalendar find(String id) {
        return byId.get(id.equals("primary") ? primaryId : id);
    }

    StoredCalendar get(String id) {
        var calendar = find(id);
        if (calendar == null) {
            throw Refusal.notFound();
        }
        return calendar;
    }

    Channels channels() {
        return channels;
    }

    StoredCalendar primary() {
        return Objects.requireNonNull(byId.get(primaryId));
    }

    void add(String id, ZoneId zone) {
        if (byId.putIfAbsent(id, calendar(id, zone, 1)) == null) {
            journal.append(line(get(id)));
        }
    }

    void remove(String id) {
        if (id.equals(primaryId) || byId.remove(id) == null) {
            throw Refusal.notFound();
        }
        channels.closeAllBut(byId.keySet());
        journal.rewrite(snapshot());
    }

    void expireSyncTokens(String id) {
        get(id).expireSyncTokens();
        journal.append(line(get(id)));
    }

    /** An empty primary calendar with its channels is all that is left; its old sync tokens are void. */
    void reset() {
        int epoch = primary().epoch() + 1;
        byId.clear();
        byId.put(primaryId, calendar(primaryId, primaryZone, epoch));
        channels.closeAllBut(byId.keySet());
        journal.rewrite(snapshot());
    }

    @Override
    public void close() {
        channels.close();
        journal.close();
    }

    private StoredCalendar calendar(String id, ZoneId zone, int epoch) {
        return new StoredCalendar(
                id,
                zone,
                epoch,
                clock,
                pageUrl,
                (calendar, event) -> journal.append(line(calendar, event)),
                channels::changed);
    }

    private void restore(JsonObject line) {
        var id = Objects.requireNonNull(Json.text(line, "calendar"));
        var event = Json.object(line, "event");
        if (event != null) {
            get(id).restore(event, line.get("change").getAsLong());
            return;
        }
        if (line.has("channel")) {
            channels.restore(id, line);
            return;
        }
        int epoch = line.get("epoch").getAsInt();
        var known = byId.computeIfAbsent(
                id, absent -> calendar(id, ZoneId.of(Objects.requireNonNull(Json.text(line, "zone"))), epoch));
        while (known.epoch() < epoch) {
            known.expireSyncTokens();
        }
    }

    private List<JsonObject> snapshot() {
        var lines = new ArrayList<JsonObject>();
        for (var calendar : byId.values()) {
            lines.add(line(calendar));
            calendar.changedAfter(0).forEach(event -> lines.add(line(calendar, event)));
        }
        channels.open().forEach(channel -> lines.add(channel.line()));
        return lines;
    }

    private static JsonObject line(StoredCalendar calendar) {
        var line = new JsonObject();
        line.addProperty("calendar", calendar.id());
        line.addProperty("zone", calendar.zone().getId());
        line.addProperty("epoch", calendar.epoch());
        return line;
    }

    private static JsonObject line(StoredCalendar calendar, StoredEvent event) {
        var line = new JsonObject();
        line.addProperty("calendar", calendar.id());
        line.addProperty("change", event.change());
        line.add("event", event.json());
        return line;
    }
}
