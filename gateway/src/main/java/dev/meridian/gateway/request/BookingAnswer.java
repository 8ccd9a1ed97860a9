package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a wish for an appointment ended, as far as it is known at the deadline. */
public sealed interface BookingAnswer permits BookingAnswer.Accepted, BookingAnswer.Pending, Refusal {

    /**
     * Accepted: confirmed, or waiting for the host's word.
     *
     * @param awaitsHost whether the host has yet to agree
     * @param known whether the wish had been accepted before it was sent this time
     */
    record Accepted(Booking booking, boolean awaitsHost, boolean known) implements BookingAnswer {}

    /**
     * Not decided yet; it will be.
     *
     * @param bookingId the id it has, or will have
     * @param booking the booking as it stands, where there is one already
     */
    record Pending(UUID bookingId, @Nullable Booking booking) implements BookingAnswer {}
}
