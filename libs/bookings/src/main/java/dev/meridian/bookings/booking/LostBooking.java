package dev.meridian.bookings.booking;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A confirmed booking as its event tells it, after its row was lost.
 *
 * @param version above whatever the lost row can have published
 * @param origin who asked; the key of the request is not known, and something stands for it that no request has
 */
public record LostBooking(
        UUID id,
        int generation,
        int version,
        String calendarId,
        String eventId,
        String etag,
        @Nullable String eventUrl,
        @Nullable String meetingUrl,
        String service,
        String staff,
        TimeRange slot,
        Duration bufferBefore,
        Duration bufferAfter,
        ZoneId timeZone,
        ZoneId businessZone,
        Customer customer,
        Origin origin) {}
