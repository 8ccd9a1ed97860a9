package dev.meridian.booking.saga;

import dev.meridian.booking.background.BackgroundWork;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.session.Session;
import dev.meridian.bookings.session.Sessions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs sagas, each on a virtual thread, only so many at once. A booking for which there is no room loses its lease and is
 * found by a later sweep, here or elsewhere.
 */
public final class Sagas implements SmartLifecycle {

    /** Stopped after the listeners, which hand bookings over, and before the relay. */
    static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Sagas.class);
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(20);

    private final Saga saga;
    private final Bookings bookings;
    private final Sessions sessions;
    private final Tidying tidying;
    private final Lease lease;
    private final Duration sweep;
    private final SagaMeters meters;
    private final BackgroundWork work;

    Sagas(
            Saga saga,
            Bookings bookings,
            Sessions sessions,
            Tidying tidying,
            Lease lease,
            Duration sweep,
            int concurrency,
            SagaMeters meters) {
        this.saga = saga;
        this.bookings = bookings;
        this.sessions = sessions;
        this.tidying = tidying;
        this.lease = lease;
        this.sweep = sweep;
        this.meters = meters;
        this.work = new BackgroundWork("saga", concurrency, TIME_TO_FINISH);
    }

    /** Goes on with a booking whose lease is ours, in the background. */
    public void start(Booking booking) {
        if (!work.tryRun(() -> run(booking))) {
            meters.turnedAway();
            bookings.release(booking)
                    .subscribe(
                            released -> {},
                            error -> log.debug("{}: its lease runs out by itself: {}", booking.id(), error.toString()));
        }
    }

    private void run(Booking booking) {
        try {
            saga.run(booking);
        } catch (RuntimeException e) {
            log.warn("{}: stopped while {}, goes on when its lease has run out", booking.id(), booking.state(), e);
        }
    }

    /** Takes over what is due and nobody works on, as much as there is room for. */
    public int sweep() {
        int free = work.room();
        if (free == 0) {
            return 0;
        }
        var due = bookings.takeOver(lease, free).collectList().blockOptional().orElseThrow();
        meters.takenOver(due.size());
        due.forEach(this::start);
        if (due.size() < free) {
            sessions.takeChanged(lease, free - due.size())
                    .collectList()
                    .blockOptional()
                    .orElseThrow()
                    .forEach(this::start);
        }
        return due.size();
    }

    // Where there is no room for it after all, the lease runs out.
    private void start(Session session) {
        work.tryRun(() -> {
            try {
                tidying.run(session);
            } catch (RuntimeException e) {
                log.warn("{}: not brought up to date, goes on when the lease has run out", session, e);
            }
        });
    }

    @Override
    public void start() {
        work.start();
        work.repeat(sweep, this::sweep, e -> log.warn("bookings can not be looked through for now: {}", e.toString()));
    }

    /** Lets those finish that are under way; who does not make it is found by others when the lease has run out. */
    @Override
    public void stop() {
        work.stop();
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
