package dev.meridian.gateway.retell;

import dev.meridian.bookings.booking.Booking;

/** Which booking a caller speaks of. */
sealed interface Meant {

    /**
     * One of the caller's own.
     *
     * @param again whether this very tool call has asked something of it before
     * @param oneOfSeveral whether the caller has others and did not say which
     */
    record One(Booking booking, boolean again, boolean oneOfSeveral) implements Meant {}

    /** None that is the caller's. */
    record None() implements Meant {}

    /** The book can not be read. */
    record Unknown() implements Meant {}
}
