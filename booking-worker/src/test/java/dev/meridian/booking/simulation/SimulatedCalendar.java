package dev.meridian.booking.simulation;

import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventChanges;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One calendar by Google's rules: an id is taken for ever, what is deleted leaves a tombstone, each change makes a new
 * etag, and nothing keeps two events apart. Writes may be on their way when their answer is given up, and land later.
 */
final class SimulatedCalendar {

    static final String OURS = "meridian";

    private static final String TITLE = "Ada!";
    private static final String ABOVE = "Please bring water.\n";
    private static final String BELOW = "\nSee you!";

    private final Supplier<Instant> clock;
    private final Map<String, CalendarEvent> events = new TreeMap<>();
    private final Map<String, Integer> changed = new HashMap<>();
    private final List<Runnable> onTheWay = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();
    private final Set<String> annotated = new HashSet<>();
    private int changes;

    SimulatedCalendar(Supplier<Instant> clock) {
        this.clock = clock;
    }

    CalendarEvent insert(NewEvent event) {
        if (events.containsKey(event.id())) {
            throw new CalendarFailure.AlreadyExists("insert: duplicate", null);
        }
        return put(
                event.id(),
                CalendarEvent.Status.CONFIRMED,
                event.summary(),
                event.description(),
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

    /** What changed since a token was handed out; without one, everything that is live. */
    EventChanges changes(@Nullable String token) {
        int since = token == null ? 0 : Integer.parseInt(token);
        List<CalendarEvent> some = events.values().stream()
                .filter(event -> changed.getOrDefault(event.id(), 0) > since)
                .filter(event -> token != null || event.status() != CalendarEvent.Status.CANCELLED)
                .toList();
        return new EventChanges(some, Integer.toString(changes), token == null);
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
                Objects.requireNonNullElse(patch.summary(), text(event.summary())),
                Objects.requireNonNullElse(patch.description(), text(event.description())),
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
            put(event, CalendarEvent.Status.CANCELLED);
        }
    }

    /** What only a human does: another title, and words around those that are there. */
    void annotate(CalendarEvent event) {
        annotated.add(event.id());
        String words = ABOVE + event.description() + BELOW;
        patch(event.id(), new EventPatch(TITLE, words, null, null, null, Map.of(), false), null);
    }

    /** Whether a human's title and words are as he has written them. */
    boolean keepsWords(CalendarEvent event) {
        String words = text(event.description());
        return !annotated.contains(event.id())
                || (TITLE.equals(event.summary()) && words.startsWith(ABOVE) && words.endsWith(BELOW));
    }

    /** What only a human does: an event that was deleted is there again as it was. */
    void restore(CalendarEvent deleted) {
        put(deleted, CalendarEvent.Status.CONFIRMED);
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

    /** Those of ours that were deleted. */
    List<CalendarEvent> deleted() {
        return events.values().stream()
                .filter(event -> event.status() == CalendarEvent.Status.CANCELLED && isOurs(event))
                .toList();
    }

    static boolean isOurs(CalendarEvent event) {
        return event.privateProperties().containsKey(OURS);
    }

    /** How often anything was changed: a checksum over what is there and how it came to be. */
    int changes() {
        return changes;
    }

    /**
     * Pairs of our own events that take the same time.
     *
     * @param left whether an event is on its way out, so that its time is nobody's any more
     */
    Set<String> overlaps(Predicate<CalendarEvent> left) {
        Set<String> overlaps = new LinkedHashSet<>();
        List<CalendarEvent> ours = ours().stream()
                .filter(CalendarEvent::blocks)
                .filter(event -> !touched.contains(event.id()))
                .toList();
        for (int i = 0; i < ours.size(); i++) {
            for (int j = i + 1; j < ours.size(); j++) {
                if (ours.get(i).time().orElseThrow().overlaps(ours.get(j).time().orElseThrow())
                        && !left.test(ours.get(i))
                        && !left.test(ours.get(j))) {
                    overlaps.add(ours.get(i).id().substring(0, 8) + " and "
                            + ours.get(j).id().substring(0, 8));
                }
            }
        }
        return overlaps;
    }

    private void put(CalendarEvent event, CalendarEvent.Status status) {
        TimeRange time = event.time().orElseThrow();
        put(
                event.id(),
                status,
                text(event.summary()),
                text(event.description()),
                time.start(),
                time.end(),
                event.opaque(),
                event.privateProperties());
    }

    private CalendarEvent put(
            String id,
            CalendarEvent.Status status,
            String summary,
            String description,
            Instant start,
            Instant end,
            boolean opaque,
            Map<String, String> properties) {
        changes++;
        changed.put(id, changes);
        CalendarEvent event = new CalendarEvent(
                id,
                status,
                "etag-" + changes,
                summary,
                description,
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
                clock.get());
        events.put(id, event);
        return event;
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
