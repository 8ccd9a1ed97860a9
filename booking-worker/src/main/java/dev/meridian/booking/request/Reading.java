package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;

/** A request as it was understood. */
sealed interface Reading {

    Asked asked();

    /** It makes sense. */
    record Clear(Asked asked, BookingWish wish) implements Reading {}

    /** It can not be meant; the refusal names the first field that is wrong. */
    record Unclear(Asked asked, Outcome refusal) implements Reading {}
}
