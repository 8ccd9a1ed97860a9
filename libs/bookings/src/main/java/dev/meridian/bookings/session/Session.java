package dev.meridian.bookings.session;

import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.util.UUID;

/**
 * One time of one service with one person that many customers share, and the one event that shows it. The event's content is
 * no log of what happened: it is written as a whole, from the seats.
 *
 * @param id derived from service, person and time
 * @param slot the appointment itself, without buffers
 * @param capacity how many seats are sold at most
 * @param generation how often an event was begun for it; an event of an earlier one is, or will be, gone for good
 * @param eventId the event of this generation, there or not
 * @param removedGeneration the events of all generations up to this are known to be gone
 * @param changes how many changes were left for others to bring to the event
 * @param upToDate whether all of them were brought there
 * @param attempts how often that failed since the last success
 */
public record Session(
        UUID id,
        String service,
        String staff,
        TimeRange slot,
        ZoneId businessZone,
        int capacity,
        String calendarId,
        int generation,
        String eventId,
        int removedGeneration,
        int changes,
        boolean upToDate,
        int attempts) {

    @Override
    public String toString() {
        return "Session[" + id + ", generation " + generation + "]";
    }
}
