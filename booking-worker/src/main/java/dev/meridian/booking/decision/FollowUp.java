package dev.meridian.booking.decision;

import dev.meridian.bookings.booking.Booking;

/** Whether the book could follow what a person did to the calendar. */
public sealed interface FollowUp {

    /** The book says what the calendar says. */
    record Followed(Booking booking) implements FollowUp {}

    /** Somebody else has that time in the book; nothing was changed. */
    record Taken() implements FollowUp {}
}
