package dev.meridian.booking.saga;

import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventChanges;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One calendar in memory, with Google's ids and tombstones, and failures on demand. Notes every call it gets. */
final class FakeCalendar implements CalendarConnector {

    private final Map<String, CalendarEvent> events = new HashMap<>();
    private final Map<String, Deque<CalendarFailure>> before = new HashMap<>();
    private final Map<String, Deque<CalendarFailure>> after = new HashMap<>();
    private final Map<String, Runnable> beside = new HashMap<>();

    final List<String> calls = new ArrayList<>();
    final List<NewEvent> inserts = new ArrayList<>();

    /** The next call fails, and nothing is done. */
    void fail(String operation, CalendarFailure failure) {
        before.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(failure);
    }

    /** The next call is done and fails all the same. */
    void loseAnswer(String operation) {
        after.computeIfAbsent(operation, key -> new ArrayDeque<>())
                .add(new CalendarFailure.OutcomeUnknown(operation + ": no answer", null));
    }

    /** Something happens just before the next call. */
    void before(String operation, Runnable event) {
        beside.put(operation, event);
    }

    /** A human's event. */
    void put(String id, Instant start, Instant end, boolean opaque, boolean declined) {
        events.put(id, event(id, start, end, opaque, declined, Map.of()));
    }

    /** An event that claims to be of a booking. */
    void put(String id, Instant start, Instant end, UUID bookingId) {
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

    List<CalendarEvent> live() {
        return events.values().stream()
                .filter(event -> event.status() != CalendarEvent.Status.CANCELLED)
                .toList();
    }

    boolean isTombstone(String id) {
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
        CalendarEvent written =
                event(event.id(), event.start(), event.end(), !event.transparent(), false, event.privateProperties());
        events.put(event.id(), written);
        leave("insert");
        return written;
    }

    @Override
    public Optional<CalendarEvent> get(String calendarId, String eventId) {
        enter("get");
        return Optional.ofNullable(events.get(eventId));
    }

    @Override
    public List<CalendarEvent> list(String calendarId, Instant from, Instant to) {
        enter("list");
        return live().stream()
                .filter(event -> event.time()
                        .filter(time -> time.start().isBefore(to) && time.end().isAfter(from))
                        .isPresent())
                .toList();
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
    public CalendarEvent patch(String calendarId, String eventId, EventPatch patch, String etag) {
        throw new UnsupportedOperationException();
    }

    private void enter(String operation) {
        calls.add(operation);
        Runnable event = beside.remove(operation);
        if (event != null) {
            event.run();
        }
        strike(before.get(operation));
    }

    private void leave(String operation) {
        strike(after.get(operation));
    }

    private static void strike(@Nullable Deque<CalendarFailure> failures) {
        if (failures != null && !failures.isEmpty()) {
            throw failures.remove();
        }
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
                properties,
                "https://calendar.example/" + id,
                null,
                null,
                null);
    }
}
