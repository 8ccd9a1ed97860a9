package dev.meridian.bookings.booking;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bookings. Changes are compare-and-set on state and epoch as they were seen: empty means that somebody else was
 * faster, and nothing was changed. Takes part in the caller's transaction if there is one.
 */
public interface Bookings {

    /** The booking, or empty. */
    Mono<Booking> find(UUID id);

    /** Which of these ids the book knows, in whatever state. */
    Mono<Set<UUID>> known(Collection<UUID> ids);

    /** The bookings that have these events to themselves. */
    Flux<Booking> ofEvents(Collection<String> eventIds);

    /** The bookings that the event of a session's generation has to show: those that are written, or being written, and not undone. */
    Flux<Booking> seated(UUID sessionId, int generation);

    /** All bookings that have, or had, a seat in a session. */
    Flux<Booking> everSeated(UUID sessionId);

    /** Lets a booking go with an event of a session. */
    Mono<Booking> join(Booking seen, UUID sessionId, int generation, String calendarId, String eventId);

    /** Confirmed bookings that are written to a calendar and are not over. */
    Flux<Booking> expectedIn(String calendarId);

    /** The calendars in which confirmed bookings are yet to come. */
    Flux<String> calendars();

    /** The booking, or empty; nobody else can change it until the caller's transaction ends. */
    Mono<Booking> lock(UUID id);

    /** Writes a confirmed booking whose row was lost, as its event tells it. The id must be new. */
    Mono<Booking> restore(LostBooking booking);

    /** Gives a confirmed booking the time that its event has; the epoch rises and so does the version. */
    Mono<Booking> follow(Booking seen, TimeRange slot, String etag);

    /** Writes a held booking. The id must be new. */
    Mono<Booking> hold(NewBooking booking);

    /**
     * Gives a held booking that anybody may take to somebody else, before anything of it is in a calendar. Whoever calls this takes the
     * time of the one and gives back the other's, in the same transaction.
     */
    Mono<Booking> handOver(Booking seen, String staff, String calendarId);

    /**
     * How many slots a source keeps for a conversation at this moment.
     *
     * @param conversationId null: for none in particular
     */
    Mono<Long> kept(String source, @Nullable String conversationId);

    /**
     * Makes a kept slot the booking of whoever holds it, from this moment on. Empty when it is not kept any more: it ran out,
     * was given back, or somebody else has claimed it.
     */
    Mono<Booking> claim(Booking seen, Claim claim);

    /**
     * Live bookings of a service at a start that were made in this conversation, locked against being decided until the
     * caller's transaction ends. A slot that is only kept is no booking.
     */
    Flux<Booking> liveInConversation(String source, String conversationId, String service, Instant start);

    /**
     * A caller's bookings that are yet to come and hold their slot, in order of start: those made in a conversation, and
     * those under a number. A slot that is only kept is no booking.
     *
     * @param conversationId a conversation of {@code source}; null: none
     * @param phone a number, written as it was booked under; null: none
     */
    Flux<Booking> upcoming(String source, @Nullable String conversationId, @Nullable String phone, int max);

    /** Bookings in order of start and id. Slots that are only kept for somebody who is deciding are none. */
    Flux<Booking> search(BookingSearch search);

    /** Bookings whose hold has run out and that still take one of the resources somewhere in a range, or keep a buffer there. */
    Flux<Booking> lapsed(Collection<String> resourceIds, TimeRange range);

    /** Bookings of a service whose hold has run out and that still start within a time. */
    Flux<Booking> lapsedOf(String service, TimeRange starts);

    /**
     * Takes a step. Out of {@code HELD} and {@code AWAITING_HOST} only while the hold lasts, to {@code EXPIRED} only
     * after; Postgres' clock decides. A slot that is only kept can end and nothing else. A step that the table of {@link BookingState} does not have is a bug and throws.
     */
    Mono<Booking> advance(Booking seen, BookingState next, Change change);

    /**
     * Lets a held booking wait for its host until then, when it runs out. Meanwhile it is nobody's: there is nothing to do for
     * it. Empty also when it is only kept.
     *
     * @param seen a booking that is {@code HELD}
     */
    Mono<Booking> awaitHost(Booking seen, Instant until);

    /**
     * Gives a move up: stored, so that whoever goes on with it goes back. Empty also when it was given up already.
     *
     * @param seen a booking that is {@code MOVING}
     */
    Mono<Booking> turnBack(Booking seen, Lease lease, String reason);

    /** Keeps what the customer said when cancelling, unless the customer was erased. */
    Mono<Void> noteCancellation(UUID id, String note);

    /** Keeps what the host said when declining. */
    Mono<Void> noteDecline(UUID id, String note);

    /** Asks whether the booking is still ours, and keeps it ours for the lease's length from now on. */
    Mono<Booking> renew(Booking seen, Lease lease);

    /** Lets a parked booking go on where it stood, at once; empty if it is not parked. */
    Mono<Booking> resume(UUID id);

    /** Puts a step off and gives up the lease; state and epoch stay. */
    Mono<Booking> putOff(Booking seen, Duration pause);

    /** Gives up the lease at once, so that the next sweep finds the booking. */
    Mono<Booking> release(Booking seen);

    /**
     * Takes over bookings that are under way, that nobody has a lease on and that are due, the longest due first: the
     * epoch rises, the former owner's writes change nothing from here on. Passes over rows another worker is about to take.
     */
    Flux<Booking> takeOver(Lease lease, int max);
}
