package dev.meridian.bookings.booking;

import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;

/**
 * A move under way. While it lasts the booking owns both times.
 *
 * @param slot the new time
 * @param timeZone the zone the new time was said in
 * @param back whether the move was given up, so that the event goes back to the booking's slot
 */
public record Move(TimeRange slot, ZoneId timeZone, boolean back) {

    /** Towards the new time. */
    public static Move to(TimeRange slot, ZoneId timeZone) {
        return new Move(slot, timeZone, false);
    }
}
