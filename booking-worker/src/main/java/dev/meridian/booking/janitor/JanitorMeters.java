package dev.meridian.booking.janitor;

import dev.meridian.bookings.upkeep.Clash;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the janitor finds and does. */
final class JanitorMeters {

    /** What may be found. */
    enum Found {
        /** An event of ours that a person removed. */
        REMOVED,
        /** An event of ours that a person moved. */
        MOVED,
        /** An event of a booking that has ended. */
        ORPHAN,
        /** An event whose booking the book has lost. */
        LOST_BOOKING,
        /** An event of ours of which no booking can be made. */
        UNREADABLE
    }

    private final MeterRegistry registry;
    private final Map<Clash.Kind, AtomicLong> clashes = new EnumMap<>(Clash.Kind.class);
    private final AtomicLong ageMillis = new AtomicLong();

    JanitorMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Clash.Kind kind : Clash.Kind.values()) {
            AtomicLong open = new AtomicLong();
            clashes.put(kind, open);
            Gauge.builder("meridian.clashes", open, AtomicLong::get)
                    .description("Where calendars and book disagree and nobody has settled it")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        TimeGauge.builder("meridian.calendar.sync.age", ageMillis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("How long ago the calendar was read that was not read for the longest time")
                .register(registry);
    }

    void synced(String result) {
        registry.counter("meridian.calendar.syncs", "result", result).increment();
    }

    void busy(String result) {
        registry.counter("meridian.calendar.busy", "result", result).increment();
    }

    void channel(String result) {
        registry.counter("meridian.calendar.channels", "result", result).increment();
    }

    void found(Found what) {
        registry.counter("meridian.janitor.found", "what", what.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void openClashes(Map<Clash.Kind, Long> counts) {
        counts.forEach((kind, count) -> {
            AtomicLong gauge = clashes.get(kind);
            if (gauge != null) {
                gauge.set(count);
            }
        });
    }

    void oldestSync(Duration age) {
        ageMillis.set(age.toMillis());
    }
}
