package dev.meridian.bookings.session;

import dev.meridian.bookings.booking.Lease;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sessions and their seats. The database sells no seat twice and none beyond the capacity, whatever calls this. Takes part in
 * the caller's transaction if there is one.
 */
public interface Sessions {

    /** The session, or empty. */
    Mono<Session> find(UUID id);

    /** The session, or empty; nobody else can change it until the caller's transaction ends. */
    Mono<Session> lock(UUID id);

    /** The session at a time, locked; one with seats rather than one without. */
    Mono<Session> at(String service, String staff, TimeRange slot);

    /** Begins a session; empty if there is one of this id, which then has another time by now. */
    Mono<Session> begin(NewSession session);

    /** Which of these ids the book knows. */
    Mono<Set<UUID>> known(Collection<UUID> ids);

    /** The sessions whose events, of the current generation, these are. */
    Flux<Session> ofEvents(Collection<String> eventIds);

    /** The sessions whose events, of the current generation, show a booking or have shown it before it went elsewhere. */
    Flux<Session> thatHadSeat(UUID bookingId);

    /** Sessions of a service that overlap [from, to) and have some of {@code capacity} seats left. Holds that have run out do not count. */
    Flux<Vacancy> vacancies(String service, Collection<String> staffIds, int capacity, Instant from, Instant to);

    /** Takes a seat, as many as the session has {@code capacity} for; empty if all are sold. */
    Mono<Seat> take(Session session, UUID bookingId, int capacity);

    /** Undoes a {@link #take} of the same transaction. */
    Mono<Void> giveBack(Seat seat);

    /** The seats a booking has: one, or two while it moves. */
    Flux<Seat> seats(UUID bookingId);

    /** All seats that are taken in a session. */
    Flux<Seat> taken(UUID sessionId);

    /** Lets the event of a later generation show the seat. */
    Mono<Void> bind(Seat seat, int generation);

    /** Gives one seat up. */
    Mono<Void> free(Seat seat);

    /** Gives all seats of a booking up. */
    Mono<Void> free(UUID bookingId);

    /** Closes the session's generation: from here on it has another event. After {@link #lock}. */
    Mono<Session> close(Session seen, String nextEventId);

    /** Gives the session another time. After {@link #lock}. */
    Mono<Void> move(Session seen, TimeRange slot);

    /** Leaves it to others to bring the event to what the seats say, and to remove what earlier generations have left. */
    Mono<Void> change(UUID id);

    /**
     * Takes sessions that something was left for, that are due and that nobody is at, the longest due first. The lease spares
     * double work and nothing else.
     */
    Flux<Session> takeChanged(Lease lease, int max);

    /** All that was left until the session was seen is done; what was left since is due at once. */
    Mono<Void> shown(Session seen);

    /** Puts off what was left. */
    Mono<Void> putOff(Session seen, Duration pause);
}
