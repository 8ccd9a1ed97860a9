package dev.meridian.bookings.session;

import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A session whose first seat is about to be sold.
 *
 * @param eventId the event of its first generation
 */
public record NewSession(
        UUID id,
        String service,
        String staff,
        TimeRange slot,
        ZoneId businessZone,
        int capacity,
        String calendarId,
        String eventId) {}
