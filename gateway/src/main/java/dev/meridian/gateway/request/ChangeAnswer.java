package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;

/** How a wish to move, cancel or decide on a booking ended, as far as it is known at the deadline. */
public sealed interface ChangeAnswer permits ChangeAnswer.Done, ChangeAnswer.Pending, Refusal {

    /** It is done; the booking as it stands now. */
    record Done(Booking booking) implements ChangeAnswer {}

    /** Not decided yet; it will be. The booking as it stands meanwhile. */
    record Pending(Booking booking) implements ChangeAnswer {}
}
