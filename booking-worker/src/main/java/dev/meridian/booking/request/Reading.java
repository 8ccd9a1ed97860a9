package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;

/** A request as it was understood. */
sealed interface Reading {

    Asked asked();

    Named named();

    /** It makes sense. */
    record Clear(Asked asked, Named named, BookingWish wish) implements Reading {}

    /** It can not be meant; the refusal names all that is wrong. */
    record Unclear(Asked asked, Named named, Outcome refusal) implements Reading {}
}
