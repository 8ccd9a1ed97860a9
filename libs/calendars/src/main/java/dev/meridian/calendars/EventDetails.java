package dev.meridian.calendars;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person who opens the event wants to know.
 *
 * @param service the service's name, such as "Standard appointment"
 * @param customerName as the customer gave it
 * @param phone the customer's number
 * @param email the customer's address
 * @param notes what the customer asked to be noted
 * @param guests e-mail addresses of those who come along
 * @param start first instant
 * @param end first instant after
 * @param businessZone the zone the calendar is kept in
 * @param customerZone the zone the customer spoke of
 * @param source where the request came from: {@code retell}, {@code api} or the name of a publisher
 * @param bookedAt when it was asked for
 * @param bookingId the booking's id
 */
public record EventDetails(
        String service,
        String customerName,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String notes,
        List<String> guests,
        Instant start,
        Instant end,
        ZoneId businessZone,
        ZoneId customerZone,
        String source,
        Instant bookedAt,
        String bookingId) {

    public EventDetails {
        guests = List.copyOf(guests);
    }
}
