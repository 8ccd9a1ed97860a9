package dev.meridian.faults.load;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt and what the caller was told.
 *
 * @param wish what was asked for
 * @param via the gateway, or {@code kafka}
 * @param sentAt when it was sent
 * @param at when the answer was there, or its failure
 * @param said the answer
 * @param bookingId the booking it named
 * @param status what it said of that booking
 * @param holdToken the hold it gave
 * @param detail the status as it came, for people
 */
public record Told(
        Wish wish,
        String via,
        Instant sentAt,
        Instant at,
        Said said,
        @Nullable UUID bookingId,
        @Nullable String status,
        @Nullable String holdToken,
        String detail) {

    Told(Wish wish, String via, Instant sentAt, Instant at, Said said, String detail) {
        this(wish, via, sentAt, at, said, null, null, null, detail);
    }

    /** What an answer says. */
    public enum Said {
        BOOKED(true),
        /** The time is taken, and the host has yet to agree. */
        REQUESTED(true),
        CANCELLED(true),
        DECLINED(true),
        HELD(true),
        SLOT_TAKEN(true),
        NOT_ALLOWED(true),
        NOT_FOUND(true),
        EXPIRED(true),
        HOLD_GONE(true),
        /** The host, or the time, has spoken before. */
        ALREADY_DECIDED(true),
        /** Under way. */
        PENDING(false),
        /** The broker has the record; nothing more is said on this way. */
        ACCEPTED(false),
        /** No answer, or one that leaves everything open. */
        UNKNOWN(false),
        /** An answer that nobody should ever get here. */
        NONSENSE(true);

        private final boolean definite;

        Said(boolean definite) {
            this.definite = definite;
        }

        /** Whether asking again is pointless. */
        public boolean definite() {
            return definite;
        }
    }
}
