package dev.meridian.bookings.request;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Inbox and memo. Takes part in the caller's transaction if there is one. */
public interface Requests {

    /** The request and its outcome, or empty if none was accepted under this key. */
    Mono<StoredRequest> find(RequestKey id);

    /** The request under this source and key, or empty. */
    default Mono<StoredRequest> find(String source, String key) {
        return find(new RequestKey(source, key));
    }

    /**
     * Writes the request down unless its key is known. A copy that arrives at the same moment waits until the first one's
     * transaction ends.
     */
    Mono<Arrival> arrive(NewRequest request);

    /**
     * Lets one wish of a conversation be decided at a time, until the caller's transaction ends. To be called before any
     * resource is locked.
     */
    Mono<Void> lockConversation(String source, String conversationId);

    /**
     * Lets one request at a time look whether a booking is there, until the caller's transaction ends. To be called before
     * any conversation, resource or booking is locked.
     */
    Mono<Void> lockBooking(UUID bookingId);

    /**
     * Whether a booking that the book did not know was cancelled. To be called under {@link #lockBooking}: a cancel and its
     * booking that are decided at the same moment then find one another, whichever is first.
     */
    Mono<Boolean> cancelledUnseen(UUID bookingId);

    /** Has an address told when the request is decided. Once for each correlation id. */
    Mono<Void> await(RequestKey id, Waiter waiter);

    /** Makes an open request wait for a booking that another request has made. */
    Mono<Void> attach(RequestKey id, UUID bookingId);

    /** Makes an open request the one that a booking, kept until now for whoever asks, goes on for. */
    Mono<Void> claim(RequestKey id, UUID bookingId);

    /** Decides one open request. Its waiters are handed over and forgotten. */
    Mono<Decided> decide(RequestKey id, Outcome outcome);

    /**
     * Decides all open requests of one command that wait for a booking; those that repeat another get the outcome with
     * {@code repeated}. In the order in which they were accepted. To be called after the booking was changed in the same transaction, so that nobody can be attached
     * in between.
     */
    default Flux<Decided> decideAll(UUID bookingId, String command, Outcome outcome) {
        return decideAll(bookingId, List.of(command), outcome);
    }

    /** The same for several commands that end alike. */
    Flux<Decided> decideAll(UUID bookingId, Collection<String> commands, Outcome outcome);
}
