package dev.meridian.bookings.booking;

import org.jspecify.annotations.Nullable;

/**
 * What a step writes beside the new state. Null leaves what is there.
 *
 * @param lease renews the lease; without it one that is no longer needed is dropped
 * @param takesOver whether the step is somebody else's than the one who has the lease, so that the epoch rises and the owner's
 *     writes change nothing from here on
 * @param undoTo needed on the way to {@code UNDOING}
 * @param move needed on the way to {@code MOVING} from {@code CONFIRMED}
 * @param published whether the change is one that the public sees, so that {@code version} rises
 */
public record Change(
        @Nullable Lease lease,
        boolean takesOver,
        @Nullable BookingState undoTo,
        @Nullable Move move,
        @Nullable String reason,
        @Nullable String etag,
        @Nullable String eventUrl,
        @Nullable String meetingUrl,
        boolean published) {

    /** The state and nothing beside it. */
    public static final Change NONE = new Change(null, false, null, null, null, null, null, null, false);

    /** Goes on under a renewed lease. */
    public static Change under(Lease lease) {
        return new Change(lease, false, null, null, null, null, null, null, false);
    }

    /** Ends, or is parked, for a reason. */
    public static Change because(@Nullable String reason) {
        return new Change(null, false, null, null, reason, null, null, null, false);
    }

    /** Will be undone and end in {@code undoTo}. */
    public static Change undo(Lease lease, BookingState undoTo, String reason) {
        return new Change(lease, false, undoTo, null, reason, null, null, null, false);
    }

    /** Begins to move, whoever had the booking before. */
    public static Change move(Lease lease, Move move) {
        return new Change(lease, true, null, move, null, null, null, null, false);
    }

    /** The event as the calendar has it. */
    public static Change event(String etag, @Nullable String eventUrl, @Nullable String meetingUrl) {
        return new Change(null, false, null, null, null, etag, eventUrl, meetingUrl, false);
    }

    /** The same, taking the booking from whoever works on it. */
    public Change takingOver() {
        return new Change(lease, true, undoTo, move, reason, etag, eventUrl, meetingUrl, published);
    }

    /** The same, seen by the public. */
    public Change asPublished() {
        return new Change(lease, takesOver, undoTo, move, reason, etag, eventUrl, meetingUrl, true);
    }
}
