package dev.meridian.booking.saga;

import dev.meridian.booking.decision.Seating;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.session.Seat;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What a saga does for a booking that shares its event: the event is a session's, and the booking one line of it. */
final class SeatSteps {

    private final Sessions sessions;
    private final Seating seating;
    private final SessionEvents events;
    private final Transactions transactions;

    SeatSteps(Sessions sessions, Seating seating, SessionEvents events, Transactions transactions) {
        this.sessions = sessions;
        this.seating = seating;
        this.events = events;
        this.transactions = transactions;
    }

    /** The booking with the event that its session has by now; empty if somebody else has the booking. */
    Optional<Booking> bound(Booking booking) {
        return transactions.run(() -> seating.bind(booking)).blockOptional();
    }

    /** Makes the event show the booking. */
    Written write(Booking booking) {
        return events.write(
                session(Objects.requireNonNull(booking.sessionId(), "sessionId")), booking.generation(), false);
    }

    /** Makes the event of the session that the booking moves to show it. */
    Written writeNext(Booking booking, UUID sessionId) {
        return seats(booking).stream()
                .filter(seat -> seat.sessionId().equals(sessionId))
                .findFirst()
                .map(seat -> events.write(session(sessionId), seat.generation(), false))
                // It is undone, or given up, by somebody else.
                .orElseGet(Written.Nothing::new);
    }

    /** Takes the booking out of all events that show it. Answers as {@link CalendarSteps#undo}: a tombstone if it stands nowhere. */
    Written undo(Booking booking) {
        Written worst = new Written.Tombstone();
        for (Seat seat : seats(booking)) {
            Written left = leave(seat);
            if (!(left instanceof Written.Tombstone)) {
                worst = left;
            }
        }
        return worst;
    }

    /** Takes the booking out of the event of the session it was to move to. */
    Written undoNext(Booking booking, UUID sessionId) {
        return seats(booking).stream()
                .filter(seat -> seat.sessionId().equals(sessionId))
                .findFirst()
                .map(this::leave)
                .orElseGet(Written.Tombstone::new);
    }

    private Written leave(Seat seat) {
        boolean nobodyLeft =
                transactions.run(() -> seating.leave(seat)).blockOptional().orElseThrow();
        Session session = session(seat.sessionId());
        Written written =
                nobodyLeft ? events.remove(session, seat.generation()) : events.write(session, seat.generation(), true);
        return written instanceof Written.Ours ? new Written.Tombstone() : written;
    }

    private List<Seat> seats(Booking booking) {
        return sessions.seats(booking.id()).collectList().blockOptional().orElseThrow();
    }

    private Session session(UUID id) {
        return sessions.find(id).blockOptional().orElseThrow();
    }
}
