package dev.meridian.bookings.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended. Kept for good, refusals included: were a refusal forgotten, the same record read again after the
 * slot became free would make a booking.
 *
 * @param bookingId the booking, where there is one to look at
 * @param reason why not, as a short code: {@code past}, {@code notice}, {@code beyond_window}, {@code closed},
 *     {@code off_grid}, {@code duration}, …
 * @param field with {@code INVALID}: the field that is wrong
 * @param expected with {@code INVALID}: what was expected of it
 * @param until with {@code HELD}: when the hold ends
 * @param repeated whether the wish had been accepted before under another key. The same key always has the same outcome
 */
public record Outcome(
        Status status,
        @Nullable UUID bookingId,
        @Nullable String reason,
        @Nullable String field,
        @Nullable String expected,
        @Nullable Instant until,
        boolean repeated) {

    /** The reason of what is asked of a booking that the book does not know. */
    public static final String UNKNOWN_BOOKING = "unknown_booking";

    /** How a request can end. */
    public enum Status {
        BOOKED,
        REQUESTED,
        HELD,
        CANCELLED,
        SLOT_TAKEN,
        NOT_ALLOWED,
        NOT_FOUND,
        ALREADY_DECIDED,
        INVALID,
        EXPIRED,
        KEY_REUSED,
        UNSUPPORTED
    }

    public static Outcome booked(UUID bookingId) {
        return ended(Status.BOOKED, bookingId, null);
    }

    public static Outcome requested(UUID bookingId) {
        return ended(Status.REQUESTED, bookingId, null);
    }

    /** The slot is kept until then. */
    public static Outcome held(UUID bookingId, Instant until) {
        return new Outcome(Status.HELD, bookingId, null, null, null, until, false);
    }

    /** Ended without a booking, for a reason that needs no field. */
    public static Outcome of(Status status, @Nullable String reason) {
        return new Outcome(status, null, reason, null, null, null, false);
    }

    /** Ended as a booking did. */
    public static Outcome ended(Status status, UUID bookingId, @Nullable String reason) {
        return new Outcome(status, bookingId, reason, null, null, null, false);
    }

    public static Outcome invalid(String field, String reason, String expected) {
        return new Outcome(Status.INVALID, null, reason, field, expected, null, false);
    }

    /** The same end of a wish that had been accepted before under another key. */
    public Outcome again() {
        return new Outcome(status, bookingId, reason, field, expected, until, true);
    }
}
