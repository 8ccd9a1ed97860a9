package dev.meridian.booking.saga;

import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.calendars.CalendarFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for sessions what bookings that went elsewhere have left: removes the events of closed generations, and lets the open one show
 * who has a seat. May be done again, by anybody, at any time.
 */
final class Tidying {

    private static final Logger log = LoggerFactory.getLogger(Tidying.class);

    /** After a failure that only a person can end. */
    private static final Duration WAIT_FOR_PEOPLE = Duration.ofMinutes(15);

    private final Sessions sessions;
    private final SessionEvents events;
    private final Transactions transactions;
    private final Backoff backoff;

    Tidying(Sessions sessions, SessionEvents events, Transactions transactions, Backoff backoff) {
        this.sessions = sessions;
        this.events = events;
        this.transactions = transactions;
        this.backoff = backoff;
    }

    void run(Session session) {
        try {
            if (tidied(session)) {
                transactions.single(() -> sessions.shown(session)).block();
            } else {
                putOff(session, backoff.afterOutage(session.attempts()), "not known to be done");
            }
        } catch (CalendarFailure failure) {
            putOff(
                    session,
                    backoff.after(failure, session.attempts()).orElse(WAIT_FOR_PEOPLE),
                    failure.getClass().getSimpleName() + ", " + failure.getMessage());
        }
    }

    private boolean tidied(Session session) {
        boolean done = true;
        for (int generation = session.removedGeneration() + 1; generation < session.generation(); generation++) {
            done &= !(events.remove(session, generation) instanceof Written.Nothing);
        }
        return done && (!events.hasSeats(session) || isWritten(session));
    }

    private boolean isWritten(Session session) {
        return !(events.write(session, session.generation(), true) instanceof Written.Nothing);
    }

    private void putOff(Session session, Duration pause, String why) {
        log.info("{}: its event is brought up to date in {} ms: {}", session, pause.toMillis(), why);
        transactions.single(() -> sessions.putOff(session, pause)).block();
    }
}
