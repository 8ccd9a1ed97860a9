package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Decided;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Finds somebody else for a booking that anybody may take. */
@FunctionalInterface
public interface OtherStaff {

    /**
     * Hands a held booking over, within the caller's transaction; empty if there is nobody else, or if it is not ours any more.
     *
     * @param busy those in whose calendars the time turned out to be taken
     * @param decided takes requests that end because their holds had run out
     */
    Mono<Booking> handOver(Booking seen, Set<String> busy, Consumer<Decided> decided);
}
