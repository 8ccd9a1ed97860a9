package dev.meridian.booking.janitor;

import dev.meridian.booking.background.BackgroundWork;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.Clashes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks each second for calendars that are due, or asked for, and from time to time at their channels and the invariants. Any number of instances
 * may run.
 */
final class Janitor implements SmartLifecycle {

    /** Stopped before the relay, which sends what it finds. */
    private static final int PHASE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Janitor.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AUDIT_POLL = Duration.ofSeconds(5);
    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);

    private final CalendarKeeper keeper;
    private final ChannelKeeper channels;
    private final Audit audit;
    private final CalendarSyncs syncs;
    private final Clashes clashes;
    private final JanitorMeters meters;
    private final BackgroundWork work;
    private volatile Calendars calendars = Calendars.NONE;
    private long refreshed;
    private boolean audited;

    Janitor(
            CalendarKeeper keeper,
            ChannelKeeper channels,
            Audit audit,
            CalendarSyncs syncs,
            Clashes clashes,
            int concurrency,
            JanitorMeters meters) {
        this.keeper = keeper;
        this.channels = channels;
        this.audit = audit;
        this.syncs = syncs;
        this.clashes = clashes;
        this.meters = meters;
        this.work = new BackgroundWork("janitor", concurrency, TIME_TO_FINISH);
    }

    private void look() {
        if (calendars.all().isEmpty() || System.nanoTime() - refreshed > REFRESH.toNanos()) {
            calendars = keeper.calendars();
            meters.openClashes(clashes.counts().blockOptional().orElseThrow());
            meters.oldestSync(syncs.age(calendars.all()).blockOptional().orElseThrow());
            channels.claim(calendars.kept(), work.room())
                    .forEach(attempt -> start(attempt.calendarId(), () -> channels.open(attempt)));
            refreshed = System.nanoTime();
        }
        int free = work.room();
        if (free > 0) {
            Calendars looked = calendars;
            keeper.claim(looked, free).forEach(sync -> start(sync.calendarId(), () -> keeper.run(sync, looked)));
        }
    }

    private void start(String calendarId, Runnable task) {
        if (!work.tryRun(() -> run(calendarId, task))) {
            throw new IllegalStateException(calendarId + ": claimed without room for it");
        }
    }

    private static void run(String calendarId, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("calendar {}: seen to again when its lease has run out: {}", calendarId, e.toString());
        }
    }

    private void lookThrough() {
        audited |= audit.lookIfDue(() -> keeper.calendars().kept(), !audited);
    }

    private void broken(RuntimeException e) {
        log.warn("calendars and book can not be looked through for now: {}", e.toString());
    }

    @Override
    public void start() {
        work.start();
        work.repeat(POLL, this::look, this::broken);
        work.repeat(AUDIT_POLL, this::lookThrough, this::broken);
    }

    /** Lets looks finish that are under way; others take over what is not finished when the lease has run out. */
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
