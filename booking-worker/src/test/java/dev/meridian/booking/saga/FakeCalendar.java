package dev.meridian.booking.saga;

import dev.meridian.calendars.Attendee;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventChanges;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewChannel;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calendars in memory, one as long as nobody names another, with Google's ids and tombstones, and failures on demand. Notes every call it gets. */
public final class FakeCalendar implements CalendarConnector {

    private final Map<String, CalendarEvent> events = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Deque<CalendarFailure>> before = new HashMap<>();
    private final Map<String, Deque<CalendarFailure>> after = new HashMap<>();
    private final Map<String, Runnable> beside = new HashMap<>();
    private final Map<String, Runnable> behind = new HashMap<>();
    private int etags = 1;
    private int callsUntilKill = -1;
    private boolean killAfterwards;

    public final List<String> calls = new ArrayList<>();
    public final List<NewEvent> inserts = new ArrayList<>();
    public final List<EventPatch> patches = new ArrayList<>();

    /** What a worker dies of. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The worker that makes the n-th call from now on, counted from 0, dies before or after it is done. */
    public void killAt(int call, boolean afterwards) {
        callsUntilKill = call;
        killAfterwards = afterwards;
    }

    /** Nobody dies any more; whether somebody would have. */
    public boolean spare() {
        boolean pending = callsUntilKill >= 0;
        callsUntilKill = -1;
        return pending;
    }

    /** No more failures of an operation. */
    public void succeed(String operation) {
        before.remove(operation);
        after.remove(operation);
    }

    /** An empty calendar. */
    public void clear() {
        events.clear();
    }

    /** The event, live or not. */
    public CalendarEvent find(String id) {
        return Objects.requireNonNull(events.get(id), id);
    }

    /** A human's hand on an event. */
    public void edit(String id, String summary, @Nullable String description) {
        CalendarEvent old = find(id);
        events.put(
                id, copy(old, summary, description, old.start(), old.end(), old.attendees(), old.privateProperties()));
    }

    /** A human invites somebody. */
    public void invite(String id, Attendee attendee) {
        CalendarEvent old = find(id);
        List<Attendee> attendees = new ArrayList<>(old.attendees());
        attendees.add(attendee);
        events.put(
                id,
                copy(
                        old,
                        old.summary(),
                        old.description(),
                        old.start(),
                        old.end(),
                        attendees,
                        old.privateProperties()));
    }

    /** A human drags an event elsewhere. */
    public void drag(String id, Instant start, Instant end) {
        CalendarEvent old = find(id);
        events.put(
                id, copy(old, old.summary(), old.description(), start, end, old.attendees(), old.privateProperties()));
    }

    /** The next call fails, and nothing is done. */
    public void fail(String operation, CalendarFailure failure) {
        before.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(failure);
    }

    /** The next call is done and fails all the same. */
    public void loseAnswer(String operation) {
        after.computeIfAbsent(operation, key -> new ArrayDeque<>())
                .add(new CalendarFailure.OutcomeUnknown(operation + ": no answer", null));
    }

    /** Something happens just after the next call. */
    public void after(String operation, Runnable event) {
        behind.put(operation, event);
    }

    /** Something happens just before the next call. */
    public void before(String operation, Runnable event) {
        beside.put(operation, event);
    }

    /** A human's event. */
    public void put(String id, Instant start, Instant end, boolean opaque, boolean declined) {
        events.put(id, event(id, start, end, opaque, declined, Map.of()));
    }

    /** A human's event in one calendar of several. */
    public void putIn(String calendarId, String id, Instant start, Instant end) {
        put(id, start, end, true, false);
        places.put(id, calendarId);
    }

    /** The calendar that an event was written to. */
    public String calendarOf(String id) {
        return Objects.requireNonNull(places.get(id), id);
    }

    /** An event that claims to be of a booking. */
    public void put(String id, Instant start, Instant end, UUID bookingId) {
        events.put(
                id,
                event(
                        id,
                        start,
                        end,
                        true,
                        false,
                        Map.of("meridian", "1", "bookingId", bookingId.toString(), "generation", "1")));
    }

    public List<CalendarEvent> live() {
        return events.values().stream()
                .filter(event -> event.status() != CalendarEvent.Status.CANCELLED)
                .toList();
    }

    public boolean isTombstone(String id) {
        CalendarEvent event = events.get(id);
        return event != null && event.status() == CalendarEvent.Status.CANCELLED;
    }

    @Override
    public CalendarEvent insert(String calendarId, NewEvent event) {
        enter("insert");
        if (events.containsKey(event.id())) {
            throw new CalendarFailure.AlreadyExists("insert: duplicate", null);
        }
        inserts.add(event);
        CalendarEvent written = copy(
                event(event.id(), event.start(), event.end(), !event.transparent(), false, event.privateProperties()),
                event.summary(),
                event.description(),
                event.start(),
                event.end(),
                event.attendees().stream().map(Attendee::of).toList(),
                event.privateProperties(),
                "etag-1");
        events.put(event.id(), written);
        places.put(event.id(), calendarId);
        leave("insert");
        return written;
    }

    @Override
    public Optional<CalendarEvent> get(String calendarId, String eventId) {
        enter("get");
        Optional<CalendarEvent> event = Optional.ofNullable(events.get(eventId));
        leave("get");
        return event;
    }

    @Override
    public List<CalendarEvent> list(String calendarId, Instant from, Instant to) {
        enter("list");
        List<CalendarEvent> found = live().stream()
                .filter(event -> places.getOrDefault(event.id(), calendarId).equals(calendarId))
                .filter(event -> event.time()
                        .filter(time -> time.start().isBefore(to) && time.end().isAfter(from))
                        .isPresent())
                .toList();
        leave("list");
        return found;
    }

    @Override
    public void delete(String calendarId, String eventId) {
        enter("delete");
        CalendarEvent event = events.get(eventId);
        if (event == null) {
            throw new CalendarFailure.NotFound("delete: not found", null);
        }
        events.put(
                eventId,
                new CalendarEvent(
                        eventId,
                        CalendarEvent.Status.CANCELLED,
                        "deleted",
                        null,
                        null,
                        null,
                        null,
                        false,
                        true,
                        false,
                        List.of(),
                        Map.of(),
                        null,
                        null,
                        null,
                        null));
        leave("delete");
    }

    @Override
    public Map<String, BusyTimes> freeBusy(Collection<String> calendarIds, Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventChanges changes(String calendarId, @Nullable String syncToken) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant watch(String calendarId, NewChannel channel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CalendarEvent patch(String calendarId, String eventId, EventPatch patch, String etag) {
        enter("patch");
        CalendarEvent old = events.get(eventId);
        if (old == null || old.status() == CalendarEvent.Status.CANCELLED) {
            throw new CalendarFailure.NotFound("patch: not found", null);
        }
        if (!old.etag().equals(etag)) {
            throw new CalendarFailure.PreconditionFailed("patch: another version", null);
        }
        Map<String, String> properties = new HashMap<>(old.privateProperties());
        properties.putAll(patch.privateProperties());
        TimeRange time = patch.time();
        CalendarEvent patched = copy(
                old,
                patch.summary() == null ? old.summary() : patch.summary(),
                patch.description() == null ? old.description() : patch.description(),
                time == null ? old.start() : time.start(),
                time == null ? old.end() : time.end(),
                patch.attendees() == null ? old.attendees() : patch.attendees(),
                properties);
        events.put(eventId, patched);
        patches.add(patch);
        leave("patch");
        return patched;
    }

    private void enter(String operation) {
        calls.add(operation);
        Runnable event = beside.remove(operation);
        if (event != null) {
            event.run();
        }
        if (!killAfterwards) {
            mayKill();
        }
        strike(before.get(operation));
    }

    private void leave(String operation) {
        if (killAfterwards) {
            mayKill();
        }
        Runnable event = behind.remove(operation);
        if (event != null) {
            event.run();
        }
        strike(after.get(operation));
    }

    private void mayKill() {
        if (callsUntilKill >= 0 && callsUntilKill-- == 0) {
            throw new Killed();
        }
    }

    private static void strike(@Nullable Deque<CalendarFailure> failures) {
        if (failures != null && !failures.isEmpty()) {
            throw failures.remove();
        }
    }

    private CalendarEvent copy(
            CalendarEvent old,
            @Nullable String summary,
            @Nullable String description,
            @Nullable Instant start,
            @Nullable Instant end,
            List<Attendee> attendees,
            Map<String, String> properties) {
        return copy(old, summary, description, start, end, attendees, properties, "etag-" + ++etags);
    }

    private static CalendarEvent copy(
            CalendarEvent old,
            @Nullable String summary,
            @Nullable String description,
            @Nullable Instant start,
            @Nullable Instant end,
            List<Attendee> attendees,
            Map<String, String> properties,
            String etag) {
        return new CalendarEvent(
                old.id(),
                old.status(),
                etag,
                summary,
                description,
                start,
                end,
                false,
                old.opaque(),
                old.declinedBySelf(),
                attendees,
                properties,
                old.htmlLink(),
                null,
                null,
                null);
    }

    private static CalendarEvent event(
            String id, Instant start, Instant end, boolean opaque, boolean declined, Map<String, String> properties) {
        return new CalendarEvent(
                id,
                CalendarEvent.Status.CONFIRMED,
                "etag-1",
                null,
                null,
                start,
                end,
                false,
                opaque,
                declined,
                List.of(),
                properties,
                "https://calendar.example/" + id,
                null,
                null,
                null);
    }
}
