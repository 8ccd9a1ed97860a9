package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.request.StoredRequest;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where outcomes are stored, whatever becomes of the replies. */
public interface Mailbox {

    /** The request as it stands, or empty if it has not arrived. */
    Mono<StoredRequest> request(RequestKey id);

    /** The booking as it stands, or empty. A slot that is only kept for somebody who is deciding is none. */
    Mono<Booking> booking(UUID id);

    /** The mailbox that is the book. */
    static Mailbox of(Requests requests, Bookings bookings) {
        return new Mailbox() {
            @Override
            public Mono<StoredRequest> request(RequestKey id) {
                return requests.find(id);
            }

            @Override
            public Mono<Booking> booking(UUID id) {
                return bookings.find(id).filter(booking -> !booking.kept());
            }
        };
    }
}
