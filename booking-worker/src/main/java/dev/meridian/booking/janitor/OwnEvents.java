package dev.meridian.booking.janitor;

import dev.meridian.booking.saga.EventMarks;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.calendars.CalendarEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/**
 * Tells our events from those of others. An event is ours if it stands under the id of a booking or a session we know, or if the id
 * is the one that follows from what it is marked with: a copy, or another installation's event, has another one.
 */
final class OwnEvents {

    private static final int CHUNK = 500;

    private final Bookings bookings;
    private final Sessions sessions;
    private final BookingIds ids;

    OwnEvents(Bookings bookings, Sessions sessions, BookingIds ids) {
        this.bookings = bookings;
        this.sessions = sessions;
        this.ids = ids;
    }

    /** The bookings that have one of these events to themselves, by the event's id. */
    Map<String, Booking> bookings(Collection<CalendarEvent> events) {
        return byEvent(events, bookings::ofEvents, Booking::eventId);
    }

    /** The sessions that have one of these events, by the event's id. */
    Map<String, Session> sessions(Collection<CalendarEvent> events) {
        return byEvent(events, sessions::ofEvents, Session::eventId);
    }

    private static <T> Map<String, T> byEvent(
            Collection<CalendarEvent> events, Function<List<String>, Flux<T>> query, Function<T, String> eventId) {
        List<String> eventIds = events.stream().map(CalendarEvent::id).toList();
        Map<String, T> found = new HashMap<>();
        for (int from = 0; from < eventIds.size(); from += CHUNK) {
            List<String> some = new ArrayList<>(eventIds.subList(from, Math.min(from + CHUNK, eventIds.size())));
            query.apply(some)
                    .collectList()
                    .blockOptional()
                    .orElseThrow()
                    .forEach(owner -> found.put(eventId.apply(owner), owner));
        }
        return found;
    }

    /** Whether what the event is marked with proves that it is ours. */
    boolean isProven(CalendarEvent event) {
        return proven(event).isPresent() || provenOfSession(event).isPresent();
    }

    /** The session an event is truly of, and which of its events it is. */
    Optional<EventMarks.SessionMarks> provenOfSession(CalendarEvent event) {
        return EventMarks.readSession(event)
                .filter(marks ->
                        ids.eventId(marks.sessionId(), marks.generation()).equals(event.id()));
    }

    /** What the event tells of its booking, if it is truly ours. */
    Optional<EventMarks.Marks> proven(CalendarEvent event) {
        return EventMarks.read(event)
                .filter(marks ->
                        ids.eventId(marks.bookingId(), marks.generation()).equals(event.id()));
    }
}
