package dev.meridian.gateway.request;

import dev.meridian.bookings.request.Outcome;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The way of wishes to the workers. */
interface BookingRequests {

    /** Sends a wish. Empty: no word by the deadline, or it is not known whether the wish was sent. */
    Mono<Word> send(Wish wish, Instant deadline);

    /** What was heard of a wish. */
    sealed interface Word {

        /**
         * It was decided.
         *
         * @param known whether it had been accepted before it was sent this time
         */
        record Decided(Outcome outcome, boolean known) implements Word {}

        /** Too many are waiting; nothing was sent. */
        record Refused() implements Word {}
    }
}
