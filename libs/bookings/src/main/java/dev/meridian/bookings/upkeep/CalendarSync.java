package dev.meridian.bookings.upkeep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A look at a calendar that is ours to take.
 *
 * @param syncToken where the last one ended; null: read everything
 * @param claim which look at this calendar it is
 * @param attempts how often the look failed since the last success
 * @param at when it began, on Postgres' clock
 * @param told what others know of its busy times
 */
public record CalendarSync(
        String calendarId, @Nullable String syncToken, int claim, int attempts, Instant at, BusyTold told) {}
