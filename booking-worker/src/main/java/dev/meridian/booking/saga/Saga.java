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
import dev.meridian.bookings.database.Transactions;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final Bookings bookings;
    private final Decisions decisions;
    private final Transactions transactions;
    private final BookingRepliesPublisher replies;
    private final OutboxRelay relay;
    private final Backoff backoff;
    private final Lease lease;
    private final SagaMeters meters;

    Saga(
            CalendarSteps calendar,
            Bookings bookings,
            Decisions decisions,
            Transactions transactions,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            Backoff backoff,
            Lease lease,
            SagaMeters meters) {
        this.calendar = calendar;
        this.bookings = bookings;
        this.decisions = decisions;
        this.transactions = transactions;
        this.replies = replies;
        this.relay = relay;
        this.backoff = backoff;
        this.lease = lease;
        this.meters = meters;
    }

    /** Goes on with a booking whose lease is ours. Ends when it is decided, parked, put off, or not ours any more. */
    void run(Booking booking) {
        Optional<Booking> current = Optional.of(booking);
        while (current.isPresent()) {
            current = step(current.get());
        }
    }

    private Optional<Booking> step(Booking booking) {
        try {
            return switch (booking.state()) {
                case HELD -> begin(booking);
                case WRITING -> write(booking);
                case UNDOING -> undo(booking);
                case MOVING -> Optional.empty();
                case AWAITING_HOST, CONFIRMED, PARKED, REFUSED, DECLINED, CANCELLED, EXPIRED -> Optional.empty();
            };
        } catch (CalendarFailure failure) {
            return afterFailure(booking, failure);
        }
    }

    private Optional<Booking> begin(Booking booking) {
        if (booking.kept()) {
            // Nobody's booking yet: all that can be done for it here is to let it run out.
            return concluded(booking, () -> decisions.expire(booking));
        }
        // Nobody is to be mailed about a slot that is then taken back. Nothing was written yet, so nothing is undone.
        if (calendar.invites() && calendar.strangerIn(booking)) {
            meters.strangerFound();
            return concluded(booking, () -> decisions.end(booking, BookingState.REFUSED, SLOT_TAKEN));
        }
        return advanced(booking, BookingState.WRITING, Change.under(lease))
                // Whether its time is over, Postgres' clock decides, here as there.
                .or(() -> concluded(booking, () -> decisions.expire(booking)));
    }

    private Optional<Booking> write(Booking booking) {
        if (calendar.invites() && isAnotherAttempt(booking) && calendar.strangerIn(booking)) {
            meters.strangerFound();
            return undone(booking, SLOT_TAKEN);
        }
        return switch (calendar.write(booking)) {
            case Written.Ours ours -> verify(booking, ours.event());
            case Written.Tombstone gone -> {
                log.info("{}: its event was removed before it was confirmed", booking.id());
                yield undone(booking, "removed_in_calendar");
            }
            case Written.Strangers others -> {
                meters.strangerUnderOurId();
                log.error(
                        "{}: a stranger's event stands under id {} in calendar {}; it is left alone, and the booking is refused",
                        booking.id(),
                        booking.eventId(),
                        booking.calendarId());
                yield concluded(booking, () -> decisions.end(booking, BookingState.REFUSED, "event_id_taken"));
            }
            case Written.Nothing unknown ->
                putOff(booking, backoff.afterOutage(booking.attempts()), "not known to be written");
        };
    }

    private Optional<Booking> verify(Booking booking, CalendarEvent event) {
        if (calendar.strangerIn(booking)) {
            meters.strangerFound();
            return undone(booking, SLOT_TAKEN);
        }
        return concluded(
                booking,
                () -> decisions.confirm(booking, Change.event(event.etag(), event.htmlLink(), event.meetingUrl())));
    }

    private Optional<Booking> undone(Booking booking, String reason) {
        return advanced(booking, BookingState.UNDOING, Change.undo(lease, BookingState.REFUSED, reason));
    }

    private Optional<Booking> undo(Booking booking) {
        return switch (calendar.undo(booking)) {
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
            case Written.Nothing unknown ->
                putOff(booking, backoff.afterOutage(booking.attempts()), "not known to be removed");
            case Written.Ours still -> throw new IllegalStateException(booking + ": undone, and its event stands");
        };
    }

    private Optional<Booking> end(Booking booking) {
        BookingState terminal = Objects.requireNonNull(booking.undoTo(), "undoTo");
        return concluded(
                booking,
                () -> decisions.end(booking, terminal, Objects.requireNonNullElse(booking.reason(), SLOT_TAKEN)));
    }

    private Optional<Booking> afterFailure(Booking booking, CalendarFailure failure) {
        return backoff.after(failure, booking.attempts())
                .map(pause -> putOff(booking, pause, said(failure)))
                .orElseGet(() -> park(booking, failure));
    }

    private Optional<Booking> park(Booking booking, CalendarFailure failure) {
        // A hold would run out; what is parked keeps its slot.
        Optional<Booking> stuck = booking.state() == BookingState.HELD
                ? advanced(booking, BookingState.WRITING, Change.under(lease))
                : Optional.of(booking);
        Optional<Booking> parked = stuck.flatMap(seen -> advanced(seen, BookingState.PARKED, Change.NONE));
        if (parked.isEmpty()) {
            return Optional.empty();
        }
        meters.parked();
        log.error(
                "{}: parked while {}, its slot is kept until a person has looked. The calendar says: {}",
                booking.id(),
                booking.state(),
                said(failure));
        return Optional.empty();
    }

    private Optional<Booking> putOff(Booking booking, Duration pause, String why) {
        log.info("{}: {} put off for {} ms: {}", booking.id(), booking.state(), pause.toMillis(), why);
        meters.putOff();
        transactions.single(() -> bookings.putOff(booking, pause)).block();
        return Optional.empty();
    }

    private Optional<Booking> advanced(Booking seen, BookingState next, Change change) {
        return transactions.single(() -> bookings.advance(seen, next, change)).blockOptional();
    }

    private Optional<Booking> concluded(Booking seen, Supplier<Mono<Conclusion>> decision) {
        Optional<Conclusion> conclusion = transactions.run(decision).blockOptional();
        conclusion.ifPresentOrElse(
                done -> {
                    replies.tell(done.decided());
                    relay.wake();
                    meters.concluded(done.booking());
                },
                () -> log.debug("{}: somebody else has it", seen.id()));
        return Optional.empty();
    }

    private static boolean isAnotherAttempt(Booking booking) {
        return booking.epoch() > 1 || booking.attempts() > 0;
    }

    private static String said(CalendarFailure failure) {
        return failure.getClass().getSimpleName() + ", " + failure.getMessage();
    }
}
