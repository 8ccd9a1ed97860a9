package dev.meridian.booking.saga;

import dev.meridian.booking.background.BackgroundWork;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.customer.Erasures.Erasure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks each second for events that still have what was erased. Any number of instances may run; whoever dies over one leaves it to
 * the others. How many are left is the gauge {@code meridian.erasures}.
 */
final class ErasureSweep implements SmartLifecycle {

    private static final int PHASE = 1_000;
    private static final Logger log = LoggerFactory.getLogger(ErasureSweep.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    private final Erasures erasures;
    private final EventErasure events;
    private final BackgroundWork work = new BackgroundWork("erasure", AT_ONCE, TIME_TO_FINISH);
    private final AtomicLong open;

    ErasureSweep(Erasures erasures, EventErasure events, MeterRegistry meters) {
        this.erasures = erasures;
        this.events = events;
        this.open = meters.gauge("meridian.erasures", new AtomicLong());
    }

    private void sweep() {
        int room = work.room();
        if (room > 0) {
            List<Erasure> due =
                    erasures.take(LEASE, room).collectList().blockOptional().orElseThrow();
            due.forEach(erasure -> work.tryRun(() -> run(erasure)));
        }
        open.set(erasures.open().blockOptional().orElseThrow());
    }

    private void run(Erasure erasure) {
        try {
            events.run(erasure);
        } catch (RuntimeException e) {
            log.warn("{}: its event still has what was erased, tried again later", erasure.bookingId(), e);
        }
    }

    @Override
    public void start() {
        work.start();
        work.repeat(POLL, this::sweep, e -> log.warn("erasures can not be looked for now: {}", e.toString()));
    }

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
