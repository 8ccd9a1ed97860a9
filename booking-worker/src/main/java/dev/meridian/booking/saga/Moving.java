package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Move;
import dev.meridian.calendars.CalendarEvent;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a move from wherever it stands to its end: the event at the new time, or back at the old one. What keeps it right however
 * often it is begun, beside whomever, are four rules, each of which the model {@code MoveProtocol} shows to be needed: the booking
 * owns both times until the end; the direction is stored; whoever is about to change the event has first asked whether the booking
 * is still his, after he has read the event; and who gives up changes the event in any case, so that what others still have on
 * its way no longer meets the version they have read.
 */
final class Moving {

    private static final Logger log = LoggerFactory.getLogger(Moving.class);
    private static final String SLOT_TAKEN = "slot_taken";
    // How often a human, or a lost answer, may come between reading and changing before others are let through.
    private static final int ROUNDS = 4;
    private static final Attempt OVER = new Attempt.Done(Optional.empty());
    private static final Attempt AGAIN = new Attempt.Changed();

    private final CalendarSteps calendar;
    private final BookSteps book;
    private final SagaMeters meters;

    Moving(CalendarSteps calendar, BookSteps book, SagaMeters meters) {
        this.calendar = calendar;
        this.book = book;
        this.meters = meters;
    }

    /** Goes on until the direction changes or the move ends. */
    Optional<Booking> step(Booking booking) {
        Move move = Objects.requireNonNull(booking.move(), "move");
        return move.back() ? again(booking, this::back) : again(booking, (seen, event) -> on(seen, move, event));
    }

    // Until an attempt meets the event that was read, but not for ever.
    private Optional<Booking> again(Booking booking, BiFunction<Booking, CalendarEvent, Attempt> attempt) {
        for (int round = 0; round < ROUNDS; round++) {
            switch (calendar.look(booking)) {
                case Written.Ours ours -> {
                    Attempt made = attempt.apply(booking, ours.event());
                    if (made instanceof Attempt.Done done) {
                        return done.next();
                    }
                    meters.eventChanged();
                }
                case Written.Tombstone gone -> {
                    return removed(booking);
                }
                case Written.Nothing gone -> {
                    return removed(booking);
                }
                case Written.Strangers others -> {
                    meters.strangerUnderOurId();
                    book.park(
                            booking,
                            "A stranger's event stands under id " + booking.eventId() + " in calendar "
                                    + booking.calendarId());
                    return Optional.empty();
                }
            }
        }
        book.putOff(booking, "its event changes all the time");
        return Optional.empty();
    }

    private Attempt on(Booking booking, Move move, CalendarEvent event) {
        if (event.time().filter(move.slot()::equals).isPresent()) {
            return new Attempt.Done(verify(booking, move, event));
        }
        // Nobody is to be mailed about a time that is then taken back.
        if (calendar.invites() && calendar.strangerIn(booking, move.slot())) {
            return new Attempt.Done(turnBack(booking));
        }
        if (book.renewed(booking).isEmpty()) {
            return OVER;
        }
        return calendar.moveOn(booking, move, event)
                .<Attempt>map(moved -> new Attempt.Done(verify(booking, move, moved)))
                .orElse(AGAIN);
    }

    private Optional<Booking> verify(Booking booking, Move move, CalendarEvent event) {
        if (calendar.strangerIn(booking, move.slot())) {
            return turnBack(booking);
        }
        book.concluded(booking, decisions -> decisions.moved(booking, as(event)))
                .ifPresent(done -> meters.moved());
        return Optional.empty();
    }

    private Optional<Booking> turnBack(Booking booking) {
        meters.strangerFound();
        log.info("{}: somebody else has its new time; it goes back to the old one", booking.id());
        return book.turnedBack(booking, SLOT_TAKEN);
    }

    private Attempt back(Booking booking, CalendarEvent event) {
        if (book.renewed(booking).isEmpty()) {
            return OVER;
        }
        // Also when it stands at the old time already: another worker's change may be on its way to it.
        return calendar.moveBack(booking, event)
                .<Attempt>map(back -> {
                    String reason = Objects.requireNonNullElse(booking.reason(), SLOT_TAKEN);
                    book.concluded(booking, decisions -> decisions.stayed(booking, as(back), reason))
                            .ifPresent(done -> meters.movedBack());
                    return OVER;
                })
                .orElse(AGAIN);
    }

    private Optional<Booking> removed(Booking booking) {
        log.info("{}: its event was removed while it moved", booking.id());
        return book.undone(booking, BookingState.CANCELLED, "removed_in_calendar");
    }

    private static Change as(CalendarEvent event) {
        return Change.event(event.etag(), event.htmlLink(), event.meetingUrl());
    }

    /** What came of one look at the event. */
    private sealed interface Attempt {

        /** Goes on with the booking, or not at all. */
        record Done(Optional<Booking> next) implements Attempt {}

        /** The event is not, or not for sure, the one that was read. */
        record Changed() implements Attempt {}
    }
}
