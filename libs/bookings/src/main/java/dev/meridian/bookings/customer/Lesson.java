package dev.meridian.bookings.customer;

import dev.meridian.scheduling.catalogue.Weekday;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one published change of a booking teaches.
 *
 * @param version the booking's, which rises with each change
 * @param start on the clock it was booked by; null: it is off
 */
public record Lesson(UUID bookingId, int version, @Nullable ZonedDateTime start) {

    /** It is on, then. */
    public static Lesson on(UUID bookingId, int version, Instant start, ZoneId timeZone) {
        return new Lesson(bookingId, version, start.atZone(timeZone));
    }

    /** It is off. */
    public static Lesson off(UUID bookingId, int version) {
        return new Lesson(bookingId, version, null);
    }

    @Nullable
    Integer weekday() {
        return start == null ? null : start.getDayOfWeek().getValue();
    }

    @Nullable
    Integer hour() {
        return start == null ? null : start.getHour();
    }

    static Weekday weekday(int number) {
        return Weekday.of(DayOfWeek.of(number));
    }
}
