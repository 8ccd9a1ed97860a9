package dev.meridian.booking.janitor;

import dev.meridian.booking.saga.EventMarks;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.calendars.CalendarEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells our events from those of others. An event is ours if it stands under the id of a booking we know, or if the id is the
 * one that follows from the booking it is marked with: a copy, or another installation's event, has another one.
 */
final class OwnEvents {

    private static final int CHUNK = 500;

    private final Bookings bookings;
    private final BookingIds ids;

    OwnEvents(Bookings bookings, BookingIds ids) {
        this.bookings = bookings;
        this.ids = ids;
    }

    /** The bookings that have one of these events, by the event's id. */
    Map<String, Booking> bookings(Collection<CalendarEvent> events) {
        List<String> eventIds = events.stream().map(CalendarEvent::id).toList();
        Map<String, Booking> found = new HashMap<>();
        for (int from = 0; from < eventIds.size(); from += CHUNK) {
            List<String> some = new ArrayList<>(eventIds.subList(from, Math.min(from + CHUNK, eventIds.size())));
            bookings.ofEvents(some)
                    .collectList()
                    .blockOptional()
                    .orElseThrow()
                    .forEach(booking -> found.put(booking.eventId(), booking));
        }
        return found;
    }

    /** What the event tells of its booking, if it is truly ours. */
    Optional<EventMarks.Marks> proven(CalendarEvent event) {
        return EventMarks.read(event)
                .filter(marks ->
                        ids.eventId(marks.bookingId(), marks.generation()).equals(event.id()));
    }
}
