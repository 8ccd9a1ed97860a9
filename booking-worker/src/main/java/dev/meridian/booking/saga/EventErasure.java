package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.customer.Erasures.Erasure;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.calendars.CalendarFailure;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the event of a booking tell what the book tells: nothing of what was erased, also where a person has written it. Whoever
 * still has the booking's former words in mind writes them only while it is under way, or over the version of the event that he has
 * read: so the event is left alone until the booking rests, and changed only as it was read. Blocks; for virtual threads.
 */
final class EventErasure {

    private static final Logger log = LoggerFactory.getLogger(EventErasure.class);

    /** After a failure that only a person can end. */
    private static final Duration WAIT_FOR_PEOPLE = Duration.ofMinutes(15);

    private final Erasures erasures;
    private final Bookings bookings;
    private final Sessions sessions;
    private final CalendarSteps calendar;
    private final SessionEvents shared;
    private final Backoff backoff;

    EventErasure(
            Erasures erasures,
            Bookings bookings,
            Sessions sessions,
            CalendarSteps calendar,
            SessionEvents shared,
            Backoff backoff) {
        this.erasures = erasures;
        this.bookings = bookings;
        this.sessions = sessions;
        this.calendar = calendar;
        this.shared = shared;
        this.backoff = backoff;
    }

    /** Done, or put off. */
    void run(Erasure erasure) {
        try {
            if (tellsNothing(erasure)) {
                erasures.done(erasure).block();
            } else {
                putOff(erasure, backoff.afterOutage(erasure.attempts()));
            }
        } catch (CalendarFailure failure) {
            Duration pause = backoff.after(failure, erasure.attempts()).orElse(WAIT_FOR_PEOPLE);
            log.warn(
                    "{}: its event still tells what was erased, again in {} ms: {}, {}",
                    erasure.bookingId(),
                    pause.toMillis(),
                    failure.getClass().getSimpleName(),
                    failure.getMessage());
            putOff(erasure, pause);
        }
    }

    private void putOff(Erasure erasure, Duration pause) {
        erasures.putOff(erasure, pause).block();
    }

    private boolean tellsNothing(Erasure erasure) {
        Optional<Booking> booking = bookings.find(erasure.bookingId()).blockOptional();
        return booking.isEmpty() || (!booking.get().state().underWay() && tellsNothing(booking.get()));
    }

    private boolean tellsNothing(Booking booking) {
        if (booking.sessionId() != null) {
            // The event is others' as well: it tells what they said. One that the booking has left may still invite who
            // was erased.
            return sessions.thatHadSeat(booking.id()).collectList().blockOptional().orElseThrow().stream()
                    .allMatch(shared::forget);
        }
        return switch (calendar.look(booking)) {
            case Written.Ours ours -> calendar.rewrite(booking, ours.event());
            case Written.Tombstone gone -> true;
            case Written.Strangers others -> true;
            case Written.Nothing gone -> true;
        };
    }
}
