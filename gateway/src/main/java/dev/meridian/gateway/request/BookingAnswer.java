package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a wish for an appointment ended, as far as it is known at the deadline. */
public sealed interface BookingAnswer {

    /**
     * Accepted: confirmed, or waiting for the host's word.
     *
     * @param awaitsHost whether the host has yet to agree
     * @param known whether the wish had been accepted before it was sent this time
     */
    record Accepted(Booking booking, boolean awaitsHost, boolean known) implements BookingAnswer {}

    /** Somebody else has the time. */
    record SlotTaken(List<Slot> alternatives) implements BookingAnswer {
        public SlotTaken {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The rules of the service say no. */
    record NotAllowed(@Nullable String reason, List<Slot> alternatives) implements BookingAnswer {
        public NotAllowed {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The wish itself is wrong. */
    record Invalid(String field, String expected) implements BookingAnswer {}

    /** The hold that was to be confirmed is over, or somebody else's. */
    record HoldGone() implements BookingAnswer {}

    /** The key was used before, for another wish. */
    record KeyReused() implements BookingAnswer {}

    /** Decided too late, without effect. */
    record Expired() implements BookingAnswer {}

    /**
     * Not decided yet; it will be.
     *
     * @param bookingId the id it has, or will have
     * @param booking the booking as it stands, where there is one already
     */
    record Pending(UUID bookingId, @Nullable Booking booking) implements BookingAnswer {}

    /** Refused at once, nothing was sent. */
    record Overloaded() implements BookingAnswer {}
}
