package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bookings a caller may know of and change: those made in the call itself and those under the number the call comes
 * from. Never under a number or an id that somebody says.
 */
public interface CallerBookings {

    /** The source under which whatever is said to a voice agent is asked. */
    String SOURCE = "retell";

    /**
     * What is yet to come, in order of start.
     *
     * @param conversationId the call or chat as the voice platform told it; null where it did not
     * @param number the caller's own number in E.164, as the voice platform has verified it; null where it is withheld
     */
    Flux<Booking> upcoming(@Nullable String conversationId, @Nullable String number);

    /** The booking with this id, in whatever state, if it is one of the caller's; otherwise empty. */
    Mono<Booking> own(UUID id, @Nullable String conversationId, @Nullable String number);
}
