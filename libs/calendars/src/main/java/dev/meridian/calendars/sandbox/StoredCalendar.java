package dev.meridian.calendars.sandbox;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One calendar. Deleted events stay as tombstones: their ids are taken for ever. All methods are atomic.
 */
final class StoredCalendar {

    private record Place(Instant start, String id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::start).thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private final String id;
    private final ZoneId zone;
    private final Clock clock;
    private final EventRules rules;
    private final BiConsumer<StoredCalendar, StoredEvent> journal;
    private final Consumer<String> watchers;
    private final Map<String, StoredEvent> byId = new HashMap<>();
    private final NavigableMap<Place, StoredEvent> byStart = new TreeMap<>();
    private final NavigableMap<Long, StoredEvent> byChange = new TreeMap<>();
    private Duration longest = Duration.ZERO;
    private long change;
    private int epoch;

    StoredCalendar(
            String id,
            ZoneId zone,
            int epoch,
            Clock clock,
            String pageUrl,
            BiConsumer<StoredCalendar, StoredEvent> journal,
            Consumer<String> watchers) {
        this.id = id;
        this.zone = zone;
        this.epoch = epoch;
        this.clock = clock;
        this.rules = new EventRules(id, zone, pageUrl);
        this.journal = journal;
        this.watchers = watchers;
    }

    String id() {
        return id;
    }

    ZoneId zone() {
        return zone;
    }

    /** Rises when the sync tokens handed out so far stop being valid. */
    synchronized int epoch() {
        return epoch;
    }

    synchronized void expireSyncTokens() {
        epoch++;
    }

    /** The number of the latest change. */
    synchronized long change() {
        return change;
    }

    synchronized StoredEvent insert(JsonObject body) {
        var eventId = rules.idFor(body);
        if (byId.containsKey(eventId)) {
            throw Refusal.of(409, "duplicate", "The requested identifier already exists.");
        }
        return changed(rules.created(body, eventId, change + 1, clock.instant()));
    }

    synchronized StoredEvent get(String eventId) {
        var event = byId.get(eventId);
        if (event == null) {
            throw Refusal.notFound();
        }
        return event;
    }

    synchronized StoredEvent patch(String eventId, JsonObject patch, @Nullable String ifMatch) {
        return changed(rules.patched(current(eventId, ifMatch), patch, change + 1, clock.instant()));
    }

    synchronized StoredEvent update(String eventId, JsonObject body, @Nullable String ifMatch) {
        return changed(rules.replaced(current(eventId, ifMatch), body, change + 1, clock.instant()));
    }

    synchronized void delete(String eventId, @Nullable String ifMatch) {
        var old = current(eventId, ifMatch);
        if (old.cancelled()) {
            throw Refusal.of(410, "deleted", "Resource has been deleted");
        }
        changed(rules.cancelled(old, change + 1, clock.instant()));
    }

    /** Events that overlap the range, tombstones included, ordered by start. */
    synchronized List<StoredEvent> overlapping(@Nullable Instant from, @Nullable Instant to) {
        NavigableMap<Place, StoredEvent> near = byStart;
        if (from != null) {
            near = near.tailMap(new Place(from.minus(longest), ""), true);
        }
        if (to != null) {
            near = near.headMap(new Place(to, ""), false);
        }
        return near.values().stream().filter(e -> e.overlaps(from, to)).toList();
    }

    /** Events changed after this change, in the order of their latest changes. */
    synchronized List<StoredEvent> changedAfter(long after) {
        return new ArrayList<>(byChange.tailMap(after, false).values());
    }

    /** Takes an event as it was kept, when a journal is read. */
    synchronized void restore(JsonObject json, long number) {
        put(new StoredEvent(json, number, EventTimes.of(json, zone)));
    }

    private StoredEvent current(String eventId, @Nullable String ifMatch) {
        var event = get(eventId);
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(event.etag())) {
            throw Refusal.of(412, "conditionNotMet", "Precondition Failed");
        }
        return event;
    }

    private StoredEvent changed(StoredEvent event) {
        // Kept before it is shown: what an answer told must survive a restart.
        journal.accept(this, event);
        put(event);
        watchers.accept(id);
        return event;
    }

    private void put(StoredEvent event) {
        var old = byId.put(event.id(), event);
        if (old != null) {
            byStart.remove(new Place(old.times().start(), old.id()));
            byChange.remove(old.change());
        }
        byStart.put(new Place(event.times().start(), event.id()), event);
        byChange.put(event.change(), event);
        change = Math.max(change, event.change());
        var length = Duration.between(event.times().start(), event.times().end());
        longest = length.compareTo(longest) > 0 ? length : longest;
    }
}
