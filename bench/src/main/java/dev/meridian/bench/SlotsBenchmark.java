package dev.meridian.bench;

import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.slot.SlotQuery;
import dev.meridian.scheduling.slot.Slots;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long the free slots of 14 days take, by how much is in the calendar. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SlotsBenchmark {

    private static final int DAYS = 14;
    private static final int GRID_SECONDS = 300;

    /** The hours an installation starts with, and its holidays; or hours without end, which offer the most. */
    public enum Hours {
        NIGHTS,
        ALWAYS
    }

    @Param
    public Hours hours = Hours.NIGHTS;

    /** Busy intervals of 15 to 60 minutes, in no order. */
    @Param({"50", "500", "5000"})
    public int busy;

    private SlotQuery query = query(Hours.NIGHTS, 0);

    /** Draws the same calendar each time. */
    @Setup
    public void fill() {
        query = query(hours, busy);
    }

    /** Slots of 60 minutes. */
    @Benchmark
    public List<TimeRange> fourteenDays() {
        return Slots.free(query);
    }

    private static SlotQuery query(Hours hours, int busy) {
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        Instant from = Instant.parse("2026-11-23T00:00:00Z");
        Random random = new Random(1);
        List<TimeRange> taken = new ArrayList<>();
        for (int i = 0; i < busy; i++) {
            long offset = (long) random.nextInt(DAYS * 86_400 / GRID_SECONDS) * GRID_SECONDS;
            taken.add(TimeRange.of(from.plusSeconds(offset), Duration.ofMinutes(15L * (1 + random.nextInt(4)))));
        }
        return SlotQuery.of(
                        Service.standard(),
                        schedule(hours, zone),
                        from.minus(Duration.ofDays(1)),
                        from,
                        from.plus(Duration.ofDays(DAYS)),
                        zone)
                .withBusy(taken, List.of());
    }

    private static Schedule schedule(Hours hours, ZoneId zone) {
        Schedule nights = Schedule.standard(zone);
        return switch (hours) {
            case NIGHTS ->
                new Schedule(
                        nights.id(),
                        zone,
                        nights.weekly(),
                        List.of(),
                        List.of(),
                        new Holidays("IN", null, List.of()),
                        List.of(),
                        EffectiveDates.ALWAYS,
                        1);
            case ALWAYS -> Schedule.weekly("always", zone, List.of(always()));
        };
    }

    private static WeeklyWindow always() {
        return WeeklyWindow.of(List.of(Weekday.values()), "00:00", "24:00");
    }
}
