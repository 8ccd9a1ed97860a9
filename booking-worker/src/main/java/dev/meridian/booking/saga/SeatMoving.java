package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Move;
import dev.meridian.calendars.CalendarEvent;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the move of a seat from wherever it stands to its end. The booking has both seats until then, and both events show it: the
 * new one is won first, and only then the old one given up, whose event is brought up to date by whoever sweeps. A move that is given up
 * is taken out of the new event, and the old one never knew.
 */
final class SeatMoving {

    private static final Logger log = LoggerFactory.getLogger(SeatMoving.class);
    private static final String SLOT_TAKEN = "slot_taken";

    private final CalendarSteps calendar;
    private final SeatSteps seats;
    private final BookSteps book;
    private final SagaMeters meters;

    SeatMoving(CalendarSteps calendar, SeatSteps seats, BookSteps book, SagaMeters meters) {
        this.calendar = calendar;
        this.seats = seats;
        this.book = book;
        this.meters = meters;
    }

    /** Goes on until the direction changes or the move ends. */
    Optional<Booking> step(Booking booking, Move move, UUID sessionId) {
        return move.back() ? back(booking, sessionId) : on(booking, move, sessionId);
    }

    private Optional<Booking> on(Booking booking, Move move, UUID sessionId) {
        // Nobody is to be mailed about a time that is then taken back.
        if (calendar.invites() && calendar.strangerIn(booking, move.slot())) {
            return turnBack(booking, SLOT_TAKEN);
        }
        return switch (seats.writeNext(booking, sessionId)) {
            case Written.Ours ours -> verify(booking, move, ours.event());
            case Written.Tombstone gone -> turnBack(booking, "removed_in_calendar");
            case Written.Strangers others -> {
                meters.strangerUnderOurId();
                yield turnBack(booking, "event_id_taken");
            }
            case Written.Nothing unknown -> putOff(booking, "not known to be written");
        };
    }

    private Optional<Booking> verify(Booking booking, Move move, CalendarEvent event) {
        if (calendar.strangerIn(booking, move.slot())) {
            meters.strangerFound();
            return turnBack(booking, SLOT_TAKEN);
        }
        Change change = Change.event(event.etag(), event.htmlLink(), event.meetingUrl());
        book.concluded(booking, decisions -> decisions.moved(booking, change)).ifPresent(done -> meters.moved());
        return Optional.empty();
    }

    private Optional<Booking> turnBack(Booking booking, String reason) {
        log.info("{}: can not have its new time: {}; it stays where it was", booking.id(), reason);
        return book.turnedBack(booking, reason);
    }

    private Optional<Booking> back(Booking booking, UUID sessionId) {
        return switch (seats.undoNext(booking, sessionId)) {
            case Written.Tombstone gone -> stay(booking);
            case Written.Strangers others -> stay(booking);
            case Written.Nothing unknown -> putOff(booking, "not known to be taken out");
            case Written.Ours still -> throw new IllegalStateException(booking + ": taken out, and its event shows it");
        };
    }

    private Optional<Booking> stay(Booking booking) {
        String reason = Objects.requireNonNullElse(booking.reason(), SLOT_TAKEN);
        book.concluded(booking, decisions -> decisions.stayed(booking, Change.NONE, reason))
                .ifPresent(done -> meters.movedBack());
        return Optional.empty();
    }

    private Optional<Booking> putOff(Booking booking, String why) {
        book.putOff(booking, why);
        return Optional.empty();
    }
}
