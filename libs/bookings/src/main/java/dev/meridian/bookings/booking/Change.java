package dev.meridian.bookings.booking;

import org.jspecify.annotations.Nullable;

/**
 * What a step writes beside the new state. Null leaves what is there.
 *
 * @param lease renews the lease; without it one that is no longer needed is dropped
 * @param undoTo needed on the way to {@code UNDOING}
 * @param published whether the change is one that the public sees, so that {@code version} rises
 */
public record Change(
        @Nullable Lease lease,
        @Nullable BookingState undoTo,
        @Nullable String reason,
        @Nullable String etag,
        @Nullable String eventUrl,
        @Nullable String meetingUrl,
        boolean published) {

    /** The state and nothing beside it. */
    public static final Change NONE = new Change(null, null, null, null, null, null, false);

    /** Goes on under a renewed lease. */
    public static Change under(Lease lease) {
        return new Change(lease, null, null, null, null, null, false);
    }

    /** Ends, or is parked, for a reason. */
    public static Change because(@Nullable String reason) {
        return new Change(null, null, reason, null, null, null, false);
    }

    /** Will be undone and end in {@code undoTo}. */
    public static Change undo(Lease lease, BookingState undoTo, String reason) {
        return new Change(lease, undoTo, reason, null, null, null, false);
    }

    /** The event as the calendar has it. */
    public static Change event(String etag, @Nullable String eventUrl, @Nullable String meetingUrl) {
        return new Change(null, null, null, etag, eventUrl, meetingUrl, false);
    }
}
