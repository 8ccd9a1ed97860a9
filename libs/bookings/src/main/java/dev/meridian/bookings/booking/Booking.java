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
 * An appointment, from the moment its slot was taken.
 *
 * @param id derived from source and key of its request, so that the same request can never make two
 * @param epoch rises whenever another worker takes over; a write that names an old epoch changes nothing
 * @param generation how often an event was made for it, or for its session; part of the event id
 * @param undoTo while it is undone, the state that ends in
 * @param parkedFrom while it is parked, the state it goes on from
 * @param reason why it ended, or is about to end, as a short code
 * @param attempts how often a step was put off since the last success
 * @param holdUntil while held or waiting for the host, when that ends
 * @param kept whether this is a slot kept for somebody who is still deciding; then the customer has no name yet
 * @param sessionId the session it has a seat in, with whose generation and event it goes; null: it has an event of its own
 * @param calendarId the calendar written to
 * @param eventId its event in that calendar, there or not
 * @param etag the event's version as last read
 * @param anyStaff whether anybody else who offers the service would do as well as {@code staff}
 * @param slot the appointment itself, without buffers
 * @param timeZone the zone the time was said in
 * @param businessZone the zone the business runs in
 * @param move while it moves, or is parked while moving, where to
 * @param version rises with each published change
 */
public record Booking(
        UUID id,
        BookingState state,
        int epoch,
        int generation,
        @Nullable BookingState undoTo,
        @Nullable BookingState parkedFrom,
        @Nullable String reason,
        int attempts,
        @Nullable Instant holdUntil,
        boolean kept,
        @Nullable UUID sessionId,
        String calendarId,
        String eventId,
        @Nullable String etag,
        @Nullable String eventUrl,
        @Nullable String meetingUrl,
        String service,
        String staff,
        boolean anyStaff,
        TimeRange slot,
        Duration bufferBefore,
        Duration bufferAfter,
        ZoneId timeZone,
        ZoneId businessZone,
        @Nullable Move move,
        Customer customer,
        @Nullable String notes,
        List<String> guests,
        Map<String, String> answers,
        Origin origin,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    public Booking {
        guests = List.copyOf(guests);
        answers = Map.copyOf(answers);
    }

    /** What must be free of strangers' events: the slot and its buffers. */
    public TimeRange guarded() {
        return guarded(slot);
    }

    /** The same at another time. */
    public TimeRange guarded(TimeRange time) {
        return new TimeRange(time.start().minus(bufferBefore), time.end().plus(bufferAfter));
    }

    /** Names the booking, not the person. */
    @Override
    public String toString() {
        return "Booking[" + id + ", " + state + ", epoch " + epoch + "]";
    }
}
