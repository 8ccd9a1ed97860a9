package dev.meridian.booking.saga;

import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Conclusion;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Takes a booking from wherever it stands as far as it goes, step by step. Each step is one call to the calendar or one
 * compare-and-set in the book, never both at once; a step that finds that somebody else was faster ends the run. Whoever runs
 * it after a crash, or beside somebody who was thought dead, comes to the same end.
 *
 * <p>Blocks; for virtual threads.
 */
final class Saga {

    private static final Logger log = LoggerFactory.getLogger(Saga.class);
    private static final String SLOT_TAKEN = "slot_taken";

    private final CalendarSteps calendar;
    private final SeatSteps seats;
    private final BookSteps book;
    private final Moving moving;
    private final SeatMoving seatMoving;
    private final Backoff backoff;
    private final SagaMeters meters;

    Saga(
            CalendarSteps calendar,
            SeatSteps seats,
            Bookings bookings,
            Decisions decisions,
            Transactions transactions,
            OtherStaff otherStaff,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            Backoff backoff,
            Lease lease,
            SagaMeters meters) {
        this.calendar = calendar;
        this.seats = seats;
        this.book =
                new BookSteps(bookings, decisions, transactions, otherStaff, replies, relay, backoff, lease, meters);
        this.moving = new Moving(calendar, book, meters);
        this.seatMoving = new SeatMoving(calendar, seats, book, meters);
        this.backoff = backoff;
        this.meters = meters;
    }

    /** Goes on with a booking whose lease is ours. Ends when it is decided, parked, put off, or not ours any more. */
    void run(Booking booking) {
        Optional<Booking> current = Optional.of(booking);
        Set<String> busy = new HashSet<>();
        while (current.isPresent()) {
            current = step(current.get(), busy);
        }
    }

    private Optional<Booking> step(Booking booking, Set<String> busy) {
        try {
            return switch (booking.state()) {
                case HELD -> begin(booking, busy);
                case WRITING -> booking.sessionId() == null ? write(booking) : writeSeat(booking);
                case UNDOING -> undo(booking);
                case MOVING -> move(booking);
                // A wait that is still on is left alone: then this changes nothing.
                case AWAITING_HOST -> concluded(booking, decisions -> decisions.expire(booking));
                case CONFIRMED, PARKED, REFUSED, DECLINED, CANCELLED, EXPIRED -> Optional.empty();
            };
        } catch (CalendarFailure failure) {
            return afterFailure(booking, failure);
        }
    }

    private Optional<Booking> begin(Booking booking, Set<String> busy) {
        if (booking.kept()) {
            // Nobody's booking yet: all that can be done for it here is to let it run out.
            return concluded(booking, decisions -> decisions.expire(booking));
        }
        // Nobody is to be mailed about a slot that is then taken back, and somebody else may do. Nothing was written
        // yet, so
        // nothing is undone.
        if ((calendar.invites() || booking.anyStaff()) && calendar.strangerIn(booking, booking.slot())) {
            meters.strangerFound();
            if (booking.anyStaff()) {
                busy.add(booking.staff());
                Optional<Booking> other = book.handedOver(booking, busy);
                if (other.isPresent()) {
                    return other;
                }
            }
            return concluded(booking, decisions -> decisions.end(booking, BookingState.REFUSED, SLOT_TAKEN));
        }
        return book.written(booking)
                // Whether its time is over, Postgres' clock decides, here as there.
                .or(() -> concluded(booking, decisions -> decisions.expire(booking)));
    }

    private Optional<Booking> write(Booking booking) {
        if (calendar.invites() && isAnotherAttempt(booking) && calendar.strangerIn(booking, booking.slot())) {
            meters.strangerFound();
            return book.undone(booking, BookingState.REFUSED, SLOT_TAKEN);
        }
        return switch (calendar.write(booking)) {
            case Written.Ours ours -> verify(booking, ours.event());
            case Written.Tombstone gone -> removed(booking);
            case Written.Strangers others -> {
                meters.strangerUnderOurId();
                log.error(
                        "{}: a stranger's event stands under id {} in calendar {}; it is left alone, and the booking is refused",
                        booking.id(),
                        booking.eventId(),
                        booking.calendarId());
                yield concluded(booking, decisions -> decisions.end(booking, BookingState.REFUSED, "event_id_taken"));
            }
            case Written.Nothing unknown -> putOff(booking, "not known to be written");
        };
    }

    private Optional<Booking> writeSeat(Booking booking) {
        if (calendar.invites() && isAnotherAttempt(booking) && calendar.strangerIn(booking, booking.slot())) {
            meters.strangerFound();
            return book.undone(booking, BookingState.REFUSED, SLOT_TAKEN);
        }
        Optional<Booking> bound = seats.bound(booking);
        if (bound.isEmpty()) {
            meters.leaseLost();
            return bound;
        }
        Booking seated = bound.get();
        return switch (seats.write(seated)) {
            case Written.Ours ours -> verify(seated, ours.event());
            case Written.Tombstone gone -> removed(seated);
            case Written.Strangers others -> {
                meters.strangerUnderOurId();
                log.error(
                        "{}: a stranger's event stands under id {} in calendar {}; it is left alone, and the booking is refused",
                        seated.id(),
                        seated.eventId(),
                        seated.calendarId());
                // The undo closes the session's generation, so that the next gets another id.
                yield book.undone(seated, BookingState.REFUSED, "event_id_taken");
            }
            case Written.Nothing unknown -> putOff(seated, "not known to be written");
        };
    }

    private Optional<Booking> removed(Booking booking) {
        log.info("{}: its event was removed before it was confirmed", booking.id());
        return book.undone(booking, BookingState.REFUSED, "removed_in_calendar");
    }

    private Optional<Booking> move(Booking booking) {
        Move move = Objects.requireNonNull(booking.move(), "move");
        UUID sessionId = move.sessionId();
        return sessionId == null ? moving.step(booking) : seatMoving.step(booking, move, sessionId);
    }

    private Optional<Booking> verify(Booking booking, CalendarEvent event) {
        if (calendar.strangerIn(booking, booking.slot())) {
            meters.strangerFound();
            return book.undone(booking, BookingState.REFUSED, SLOT_TAKEN);
        }
        return concluded(
                booking,
                decisions ->
                        decisions.confirm(booking, Change.event(event.etag(), event.htmlLink(), event.meetingUrl())));
    }

    private Optional<Booking> undo(Booking booking) {
        return switch (booking.sessionId() == null ? calendar.undo(booking) : seats.undo(booking)) {
            case Written.Tombstone gone -> end(booking);
            case Written.Strangers others -> {
                meters.strangerUnderOurId();
                log.error(
                        "{}: a stranger's event stands under id {} in calendar {}; it is left alone",
                        booking.id(),
                        booking.eventId(),
                        booking.calendarId());
                yield end(booking);
            }
            case Written.Nothing unknown -> putOff(booking, "not known to be removed");
            case Written.Ours still -> throw new IllegalStateException(booking + ": undone, and its event stands");
        };
    }

    private Optional<Booking> end(Booking booking) {
        BookingState terminal = Objects.requireNonNull(booking.undoTo(), "undoTo");
        return concluded(
                booking,
                decisions ->
                        decisions.end(booking, terminal, Objects.requireNonNullElse(booking.reason(), SLOT_TAKEN)));
    }

    private Optional<Booking> concluded(Booking seen, Function<Decisions, Mono<Conclusion>> decision) {
        book.concluded(seen, decision).ifPresent(done -> meters.concluded(done.booking()));
        return Optional.empty();
    }

    private Optional<Booking> afterFailure(Booking booking, CalendarFailure failure) {
        String said = failure.getClass().getSimpleName() + ", " + failure.getMessage();
        backoff.after(failure, booking.attempts())
                .ifPresentOrElse(
                        pause -> book.putOff(booking, pause, said),
                        () -> book.park(booking, "The calendar says: " + said));
        return Optional.empty();
    }

    private Optional<Booking> putOff(Booking booking, String why) {
        book.putOff(booking, why);
        return Optional.empty();
    }

    private static boolean isAnotherAttempt(Booking booking) {
        return booking.epoch() > 1 || booking.attempts() > 0;
    }
}
