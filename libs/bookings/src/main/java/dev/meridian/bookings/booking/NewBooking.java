package dev.meridian.bookings.booking;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking to be held: epoch, generation and version 1.
 *
 * @param lease who goes on with it first. Null: nobody does, the slot is kept for somebody who is still deciding
 * @param holdUntil when an untouched hold ends
 * @param anyStaff whether anybody else who offers the service would do as well
 */
public record NewBooking(
        UUID id,
        @Nullable Lease lease,
        Instant holdUntil,
        String calendarId,
        String eventId,
        String service,
        String staff,
        boolean anyStaff,
        TimeRange slot,
        Duration bufferBefore,
        Duration bufferAfter,
        ZoneId timeZone,
        ZoneId businessZone,
        Customer customer,
        @Nullable String notes,
        List<String> guests,
        Map<String, String> answers,
        Origin origin) {

    public NewBooking {
        guests = List.copyOf(guests);
        answers = Map.copyOf(answers);
    }
}
