package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.calendars.CalendarEvent;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What marks an event as ours, in its private properties: with it the calendar is a second log from which lost rows could be
 * found again.
 */
final class EventMarks {

    private static final String MERIDIAN = "meridian";
    private static final String BOOKING_ID = "bookingId";
    private static final String GENERATION = "generation";
    private static final String VERSION = "1";

    private EventMarks() {}

    static Map<String, String> of(Booking booking) {
        RequestKey request =
                new RequestKey(booking.origin().source(), booking.origin().requestKey());
        return Map.of(
                MERIDIAN,
                VERSION,
                BOOKING_ID,
                booking.id().toString(),
                GENERATION,
                Integer.toString(booking.generation()),
                "source",
                request.source(),
                "keyHash",
                BookingIds.keyHash(request));
    }

    /** Whether this is the very event of the booking's generation. */
    static boolean isOf(Booking booking, CalendarEvent event) {
        return bookingId(event).equals(Optional.of(booking.id()))
                && Integer.toString(booking.generation())
                        .equals(event.privateProperties().get(GENERATION));
    }

    /** The booking an event claims to be of. Whether there is such a booking, only the book knows. */
    static Optional<UUID> bookingId(CalendarEvent event) {
        String id = event.privateProperties().get(BOOKING_ID);
        if (id == null || !event.privateProperties().containsKey(MERIDIAN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
