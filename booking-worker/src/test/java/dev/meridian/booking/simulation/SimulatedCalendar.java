package dev.meridian.booking.simulation;

import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One calendar by Google's rules: an id is taken for ever, what is deleted leaves a tombstone, each change makes a new
 * etag, and nothing keeps two events apart. Writes may be on their way when their answer is given up, and land later.
 */
final class SimulatedCalendar {

    static final String OURS = "meridian";

    private final Map<String, CalendarEvent> events = new TreeMap<>();
    private final List<Runnable> onTheWay = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();
    private int changes;

    CalendarEvent insert(NewEvent event) {
        if (events.containsKey(event.id())) {
            throw new CalendarFailure.AlreadyExists("insert: duplicate", null);
        }
        return put(
                event.id(),
                CalendarEvent.Status.CONFIRMED,
                event.summary(),
                event.start(),
                event.end(),
                !event.transparent(),
                event.privateProperties());
    }

    Optional<CalendarEvent> get(String id) {
        return Optional.ofNullable(events.get(id));
    }

    List<CalendarEvent> list(Instant from, Instant to) {
        return live().stream()
                .filter(event -> event.time()
                        .filter(time -> time.start().isBefore(to) && time.end().isAfter(from))
                        .isPresent())
                .toList();
    }

    CalendarEvent patch(String id, EventPatch patch, @Nullable String etag) {
        CalendarEvent event = events.get(id);
        if (event == null || event.status() == CalendarEvent.Status.CANCELLED) {
            throw new CalendarFailure.NotFound("patch: not found", null);
        }
        if (etag != null && !etag.equals(event.etag())) {
            throw new CalendarFailure.PreconditionFailed("patch: changed", null);
        }
        Map<String, String> properties = new HashMap<>(event.privateProperties());
        properties.putAll(patch.privateProperties());
        TimeRange time = patch.time() == null ? event.time().orElseThrow() : patch.time();
        return put(
                id,
                event.status(),
                Objects.requireNonNullElse(patch.summary(), Objects.requireNonNullElse(event.summary(), "")),
                time.start(),
                time.end(),
                event.opaque(),
                properties);
    }

    void delete(String id) {
        CalendarEvent event = events.get(id);
        if (event == null) {
            throw new CalendarFailure.NotFound("delete: not found", null);
        }
        if (event.status() != CalendarEvent.Status.CANCELLED) {
            TimeRange time = event.time().orElseThrow();
            put(
                    id,
                    CalendarEvent.Status.CANCELLED,
                    "",
                    time.start(),
                    time.end(),
                    event.opaque(),
                    event.privateProperties());
        }
    }

    /** A write whose sender has given up. */
    void later(Runnable write) {
        onTheWay.add(write);
    }

    int onTheWay() {
        return onTheWay.size();
    }

    /** One of the late writes lands, or is lost after all. */
    void land(int index, boolean lost) {
        Runnable write = onTheWay.remove(index);
        if (!lost) {
            try {
                write.run();
            } catch (CalendarFailure refused) {
                // Nobody is left to be told.
            }
        }
    }

    /** A human changed one of our events: what it is like from here on is not ours to promise. */
    void touch(String id) {
        touched.add(id);
    }

    boolean touched(String id) {
        return touched.contains(id);
    }

    List<CalendarEvent> live() {
        return events.values().stream()
                .filter(event -> event.status() != CalendarEvent.Status.CANCELLED)
                .toList();
    }

    List<CalendarEvent> ours() {
        return live().stream().filter(SimulatedCalendar::isOurs).toList();
    }

    static boolean isOurs(CalendarEvent event) {
        return event.privateProperties().containsKey(OURS);
    }

    /** How often anything was changed: a checksum over what is there and how it came to be. */
    int changes() {
        return changes;
    }

    /** Pairs of our own events that take the same time. */
    Set<String> overlaps() {
        Set<String> overlaps = new LinkedHashSet<>();
        List<CalendarEvent> ours = ours().stream()
                .filter(CalendarEvent::blocks)
                .filter(event -> !touched.contains(event.id()))
                .toList();
        for (int i = 0; i < ours.size(); i++) {
            for (int j = i + 1; j < ours.size(); j++) {
                if (ours.get(i).time().orElseThrow().overlaps(ours.get(j).time().orElseThrow())) {
                    overlaps.add(ours.get(i).id().substring(0, 8) + " and "
                            + ours.get(j).id().substring(0, 8));
                }
            }
        }
        return overlaps;
    }

    private CalendarEvent put(
            String id,
            CalendarEvent.Status status,
            String summary,
            Instant start,
            Instant end,
            boolean opaque,
            Map<String, String> properties) {
        changes++;
        CalendarEvent event = new CalendarEvent(
                id,
                status,
                "etag-" + changes,
                summary,
                null,
                start,
                end,
                false,
                opaque,
                false,
                List.of(),
                properties,
                null,
                null,
                null,
                null);
        events.put(id, event);
        return event;
    }
}
