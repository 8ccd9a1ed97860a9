package dev.meridian.booking.decision;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.session.NewSession;
import dev.meridian.bookings.session.Seat;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.session.Vacancy;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who sits where, all in the caller's transaction. Two rules keep a session's event right: a seat's part in it is given up and, if
 * it was the last, its generation closed under one lock; and a booking goes with the event of the generation that is open when it
 * is written. Hence nobody writes to an event that somebody may yet delete.
 */
public final class Seating {

    // Sessions that began at one time and were then moved elsewhere by hand.
    private static final int TURNS = 100;

    private final Sessions sessions;
    private final Bookings bookings;
    private final Occupancies occupancies;
    private final BookingIds ids;
    private final ZoneId businessZone;

    public Seating(Sessions sessions, Bookings bookings, Occupancies occupancies, BookingIds ids, ZoneId businessZone) {
        this.sessions = sessions;
        this.bookings = bookings;
        this.occupancies = occupancies;
        this.ids = ids;
        this.businessZone = businessZone;
    }

    /**
     * Takes a seat, and the time for it; empty if all are sold, or if somebody else has that time or is too near. The
     * resources must be locked.
     */
    public Mono<Session> take(
            UUID bookingId, Service service, String staff, TimeRange slot, String calendarId, List<String> resources) {
        return session(service, staff, slot, calendarId)
                .filterWhen(session -> occupancies
                        .crowded(
                                bookingId, session.id(), resources, slot, service.bufferBefore(), service.bufferAfter())
                        .map(crowded -> !crowded))
                .flatMap(session -> sessions.take(session, bookingId, service.capacity())
                        .filterWhen(seat -> occupancies
                                .take(
                                        bookingId,
                                        session.id(),
                                        resources,
                                        slot,
                                        service.bufferBefore(),
                                        service.bufferAfter())
                                .flatMap(taken -> taken
                                        ? Mono.just(true)
                                        : sessions.giveBack(seat).thenReturn(false)))
                        .map(seat -> session));
    }

    /** Who has a session at this very time with seats left. */
    public Mono<Set<String>> begun(Service service, Collection<String> staffIds, TimeRange slot) {
        return service.capacity() == 1
                ? Mono.just(Set.of())
                : sessions.vacancies(service.id(), staffIds, service.capacity(), slot.start(), slot.end())
                        .filter(vacancy -> vacancy.slot().equals(slot))
                        .map(Vacancy::staff)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private Mono<Session> session(Service service, String staff, TimeRange slot, String calendarId) {
        return sessions.at(service.id(), staff, slot)
                .switchIfEmpty(Mono.defer(() -> Flux.range(1, TURNS)
                        .map(turn -> ids.sessionId(service.id(), staff, slot, turn))
                        .concatMap(
                                id -> sessions.begin(new NewSession(
                                        id,
                                        service.id(),
                                        staff,
                                        slot,
                                        businessZone,
                                        service.capacity(),
                                        calendarId,
                                        ids.eventId(id, 1))),
                                1)
                        .next()));
    }

    /** Lets a booking that was just written go with the event of the session it has a seat in, if it has. */
    public Mono<Booking> join(Booking held, @Nullable Session session) {
        return session == null ? Mono.just(held) : join(held, session, session.generation());
    }

    private Mono<Booking> join(Booking seen, Session session, int generation) {
        return bookings.join(
                seen, session.id(), generation, session.calendarId(), ids.eventId(session.id(), generation));
    }

    /**
     * Lets a booking that is about to be written go with the event that its session has by now. From here on that is not closed
     * before the booking is undone. Empty if somebody else has the booking.
     */
    public Mono<Booking> bind(Booking seen) {
        return seat(seen.id(), seen.sessionId())
                .flatMap(seat -> sessions.lock(seat.sessionId())
                        .flatMap(session -> seat.generation() == session.generation()
                                ? Mono.just(seen)
                                : join(seen, session, session.generation())
                                        .flatMap(joined -> sessions.bind(seat, session.generation())
                                                .thenReturn(joined))));
    }

    /**
     * Gives up a seat's part in its event; the seat itself stays taken. Answers whether nobody else has a part in that event, nor
     * ever will: then it is to be removed, and whoever comes gets another one.
     */
    public Mono<Boolean> leave(Seat seat) {
        return sessions.lock(seat.sessionId())
                .flatMap(session -> session.generation() > seat.generation()
                        ? Mono.just(true)
                        : bookings.seated(session.id(), seat.generation())
                                .any(other -> !other.id().equals(seat.bookingId()))
                                .flatMap(others -> others ? Mono.just(false) : close(session)));
    }

    private Mono<Boolean> close(Session session) {
        return sessions.close(session, ids.eventId(session.id(), session.generation() + 1))
                .thenReturn(true);
    }

    /** Closes a generation whose event is gone; empty if that has happened, or if others have a part in it than these. */
    Mono<Session> closeGone(Session seen, List<Booking> all) {
        return sessions.lock(seen.id())
                .filter(session -> session.generation() == seen.generation())
                .filterWhen(session -> bookings.seated(session.id(), session.generation())
                        .count()
                        .map(seated -> seated == all.size()))
                .flatMap(session -> sessions.close(session, ids.eventId(session.id(), session.generation() + 1)));
    }

    /** Closes a generation that has an event and nobody in it; the event is removed like any that was closed. */
    public Mono<Session> abandon(Session seen) {
        return sessions.lock(seen.id())
                .filter(session -> session.generation() == seen.generation())
                .filterWhen(session -> bookings.seated(session.id(), session.generation())
                        .hasElements()
                        .map(seated -> !seated))
                .flatMap(session -> sessions.close(session, ids.eventId(session.id(), session.generation() + 1))
                        .delayUntil(closed -> sessions.change(closed.id())));
    }

    /** A move has come to its end in another session: the old seat is given up, and its event left to be brought up to date. */
    Mono<Booking> arrive(Booking arrived, Booking seen) {
        Move move = seen.move();
        if (move == null || move.sessionId() == null) {
            return Mono.just(arrived);
        }
        Mono<Void> left = seat(seen.id(), seen.sessionId())
                .flatMap(old -> leave(old).then(sessions.free(old)).then(sessions.change(old.sessionId())));
        return left.then(Mono.defer(() -> seat(seen.id(), move.sessionId())))
                .flatMap(seat ->
                        sessions.find(seat.sessionId()).flatMap(session -> join(arrived, session, seat.generation())));
    }

    /** A move was given up: so is the seat it had. */
    Mono<Void> stay(Booking seen) {
        Move move = seen.move();
        return move == null ? Mono.empty() : seat(seen.id(), move.sessionId()).flatMap(sessions::free);
    }

    /** Gives up all seats of a booking that has ended. */
    Mono<Void> free(Booking ended) {
        return ended.sessionId() == null ? Mono.empty() : sessions.free(ended.id());
    }

    /**
     * The session's whole time changes with its event, which is left to be told the new one; false if a seat is taken that none of
     * these has.
     */
    Mono<Boolean> move(Session seen, List<Booking> all, TimeRange slot) {
        return sessions.lock(seen.id())
                .filter(session -> session.generation() == seen.generation()
                        && session.slot().equals(seen.slot()))
                .filterWhen(session -> sessions.taken(session.id()).count().map(taken -> taken == all.size()))
                .flatMap(session -> sessions.move(session, slot)
                        .then(sessions.change(session.id()))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Seat> seat(UUID bookingId, @Nullable UUID sessionId) {
        return sessions.seats(bookingId)
                .filter(seat -> seat.sessionId().equals(sessionId))
                .next();
    }
}
