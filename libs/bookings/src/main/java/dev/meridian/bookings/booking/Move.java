package dev.meridian.bookings.booking;

import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A move under way. While it lasts the booking owns both times.
 *
 * @param slot the new time
 * @param timeZone the zone the new time was said in
 * @param back whether the move was given up, so that the event goes back to the booking's slot
 * @param sessionId the session in which it has taken a seat for it; null: it has no seat but an event of its own
 */
public record Move(
        TimeRange slot,
        ZoneId timeZone,
        boolean back,
        @Nullable UUID sessionId) {

    /** Towards the new time. */
    public static Move to(TimeRange slot, ZoneId timeZone) {
        return new Move(slot, timeZone, false, null);
    }

    /** Towards a seat in another session. */
    public static Move toSeat(UUID sessionId, TimeRange slot, ZoneId timeZone) {
        return new Move(slot, timeZone, false, sessionId);
    }
}
