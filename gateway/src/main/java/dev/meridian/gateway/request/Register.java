package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingSearch;
import dev.meridian.bookings.booking.Bookings;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The book, for those who look after it. */
public interface Register {

    /** Bookings in order of start and id. */
    Flux<Booking> search(BookingSearch search);

    /** Lets a parked booking go on where it stood; empty if it is not parked. */
    Mono<Booking> resume(UUID id);

    /** The register that is the book. */
    static Register of(Bookings bookings) {
        return new Register() {
            @Override
            public Flux<Booking> search(BookingSearch search) {
                return bookings.search(search);
            }

            @Override
            public Mono<Booking> resume(UUID id) {
                return bookings.resume(id);
            }
        };
    }
}
