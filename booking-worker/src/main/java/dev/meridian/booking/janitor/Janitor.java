package dev.meridian.booking.janitor;

import dev.meridian.bookings.upkeep.CalendarSync;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.Clashes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks each second for calendars that are due, or asked for, and from time to time at the invariants. Any number of instances
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

    /** Something to be done again and again. */
    private interface Round {
        void run();
    }

    private final CalendarKeeper keeper;
    private final Audit audit;
    private final CalendarSyncs syncs;
    private final Clashes clashes;
    private final int concurrency;
    private final JanitorMeters meters;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("janitor-", 0).factory());
    private volatile boolean running;
    private volatile Set<String> calendars = Set.of();
    private long refreshed;
    private boolean audited;

    Janitor(
            CalendarKeeper keeper,
            Audit audit,
            CalendarSyncs syncs,
            Clashes clashes,
            int concurrency,
            JanitorMeters meters) {
        this.keeper = keeper;
        this.audit = audit;
        this.syncs = syncs;
        this.clashes = clashes;
        this.concurrency = concurrency;
        this.meters = meters;
        this.room = new Semaphore(concurrency);
    }

    private void look() {
        if (calendars.isEmpty() || System.nanoTime() - refreshed > REFRESH.toNanos()) {
            calendars = keeper.calendars();
            meters.openClashes(clashes.counts().blockOptional().orElseThrow());
            meters.oldestSync(syncs.age(calendars).blockOptional().orElseThrow());
            refreshed = System.nanoTime();
        }
        int free = room.availablePermits();
        if (free > 0) {
            keeper.claim(calendars, free).forEach(this::start);
        }
    }

    private void start(CalendarSync sync) {
        // Never waits: only this thread takes permits.
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                keeper.run(sync);
            } catch (RuntimeException e) {
                log.warn(
                        "calendar {}: looked at again when its lease has run out: {}", sync.calendarId(), e.toString());
            } finally {
                room.release();
            }
        });
    }

    private void lookThrough() {
        audited |= audit.lookIfDue(keeper.calendars(), !audited);
    }

    private void again(Duration pause, Round round) {
        boolean broken = false;
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                round.run();
                broken = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!broken && running) {
                    broken = true;
                    log.warn("calendars and book can not be looked through for now: {}", e.toString());
                }
            }
        }
    }

    @Override
    public void start() {
        running = true;
        threads.execute(() -> again(POLL, this::look));
        threads.execute(() -> again(AUDIT_POLL, this::lookThrough));
    }

    /** Lets looks finish that are under way; others take over what is not finished when the lease has run out. */
    @Override
    public void stop() {
        running = false;
        try {
            if (room.tryAcquire(concurrency, TIME_TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                room.release(concurrency);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
