package dev.meridian.bookings.upkeep;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A disagreement between a calendar and the book.
 *
 * @param bookingId the booking it is about
 * @param eventId the event it is about
 * @param time when the event is; none if it is missing or has no length
 * @param foundAt when it was found first, on Postgres' clock
 */
public record Clash(
        UUID bookingId,
        String calendarId,
        String eventId,
        Kind kind,
        @Nullable TimeRange time,
        Instant foundAt) {

    /** What is wrong. */
    public enum Kind {
        /** Somebody else's event takes time of a booking. */
        OVERLAP,
        /** The booking's event has another time. */
        MOVED,
        /** The booking's event is gone. */
        MISSING
    }
}
