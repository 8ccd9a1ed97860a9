package dev.meridian.booking.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Outcome;
import reactor.core.publisher.Mono;

/** Finds what a hold's token stands for. */
final class Holds {

    /** To everybody who may not, or may no longer, use a hold; not even that there was one is told. */
    static final Outcome GONE = Outcome.of(Outcome.Status.NOT_FOUND, "hold_gone");

    private final BookingIds ids;
    private final Bookings bookings;

    Holds(BookingIds ids, Bookings bookings) {
        this.ids = ids;
        this.bookings = bookings;
    }

    /** The booking of a token, in whatever state it is by now; empty if the token is none or another source's. */
    Mono<Booking> find(String token, String source) {
        return Mono.justOrEmpty(ids.heldBy(token))
                .flatMap(bookings::find)
                .filter(booking -> booking.origin().source().equals(source));
    }
}
