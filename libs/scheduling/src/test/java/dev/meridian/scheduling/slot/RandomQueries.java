package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.InvalidCatalogue;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.scheduling.time.Transitions;
import dev.meridian.scheduling.time.Transitions.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Rules, calendars and questions drawn from a seed, many of them around a clock change. */
final class RandomQueries {
    private static final List<Change> CHANGES = Transitions.all();
    private static final int[] DURATIONS = {5, 15, 20, 30, 45, 60, 60, 60, 90, 120, 240, 1500};
    private static final int[] INTERVALS = {5, 7, 15, 20, 30, 45, 50, 60, 60, 90, 120};
    private static final int[] BUFFERS = {0, 0, 0, 5, 10, 15, 60};

    private final Random random;

    private RandomQueries(long seed) {
        random = new Random(seed);
    }

    static SlotQuery of(long seed) {
        return new RandomQueries(seed).query();
    }

    private SlotQuery query() {
        Change change = CHANGES.get(random.nextInt(CHANGES.size()));
        ZoneId host = change.zone();
        ZoneId viewer = CHANGES.get(random.nextInt(CHANGES.size())).zone();
        Instant from = change.transition()
                .getInstant()
                .minusSeconds(random.nextInt(3 * 86_400))
                .plusSeconds(random.nextInt(8) == 0 ? random.nextInt(100 * 86_400) : 0);
        Instant to = from.plusSeconds(1 + random.nextInt(5 * 86_400));
        Instant now = from.minusSeconds(random.nextInt(4 * 86_400)).plusSeconds(random.nextInt(2 * 86_400));
        int duration = one(DURATIONS);
        return new SlotQuery(
                Rules.service(
                        duration,
                        one(INTERVALS),
                        random.nextInt(3) == 0 ? Alignment.FREE_RANGE_CLOCK : Alignment.WINDOW_START,
                        random.nextBoolean() ? 0 : random.nextInt(2000),
                        random.nextInt(10),
                        one(BUFFERS),
                        one(BUFFERS),
                        random.nextInt(6) == 0 ? dates(LocalDate.ofInstant(from, host)) : null,
                        random.nextInt(4) == 0 ? 1 + random.nextInt(3) : null,
                        random.nextInt(4) == 0 ? 1 + random.nextInt(6) : null),
                duration,
                schedule(host, LocalDate.ofInstant(from, host)),
                now,
                from,
                to,
                busy(from, random.nextInt(12)),
                busy(from, random.nextInt(4)).stream()
                        .map(range ->
                                new Occupied(range, Duration.ofMinutes(one(BUFFERS)), Duration.ofMinutes(one(BUFFERS))))
                        .toList(),
                booked(from, random.nextInt(12)),
                viewer);
    }

    private Schedule schedule(ZoneId zone, LocalDate about) {
        while (true) {
            try {
                return anySchedule(zone, about);
            } catch (InvalidCatalogue contradiction) {
                // Others are drawn.
            }
        }
    }

    private Schedule anySchedule(ZoneId zone, LocalDate about) {
        List<WeeklyWindow> weekly = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            weekly.add(WeeklyWindow.of(List.of(Weekday.values()), "00:00", "24:00"));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            weekly.add(weekly());
        }
        List<WeeklyWindow> breaks = new ArrayList<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            LocalTime start = time();
            breaks.add(new WeeklyWindow(days(), start, start.plusMinutes(5 + random.nextInt(60))));
        }
        List<DateOverride> overrides = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            LocalDate date = about.plusDays(random.nextInt(6) - 1L);
            if (overrides.stream().noneMatch(known -> known.date().equals(date))) {
                overrides.add(new DateOverride(
                        date,
                        Stream.generate(this::window).limit(random.nextInt(4)).toList()));
            }
        }
        return new Schedule(
                "random",
                zone,
                weekly,
                breaks,
                overrides,
                random.nextInt(3) == 0 ? holidays(about) : null,
                busy(about.atStartOfDay(zone).toInstant(), random.nextInt(2)),
                random.nextInt(5) == 0 ? dates(about) : EffectiveDates.ALWAYS,
                1);
    }

    private Holidays holidays(LocalDate about) {
        List<LocalDate> own = random.nextBoolean() ? List.of() : List.of(about.plusDays(random.nextInt(4)));
        return switch (random.nextInt(5)) {
            case 0 -> new Holidays(null, null, own);
            case 1 -> new Holidays("IN", null, own);
            case 2 -> new Holidays("IN", "KL", own);
            case 3 -> new Holidays("US", null, own);
            default -> new Holidays("JP", null, own);
        };
    }

    private EffectiveDates dates(LocalDate about) {
        LocalDate from = about.plusDays(random.nextInt(4) - 2L);
        return new EffectiveDates(
                random.nextInt(3) == 0 ? null : from, random.nextInt(3) == 0 ? null : from.plusDays(random.nextInt(4)));
    }

    private List<Instant> booked(Instant about, int count) {
        List<Instant> booked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            booked.add(about.plusSeconds(random.nextInt(16 * 86_400) - 8 * 86_400L));
        }
        return booked;
    }

    private WeeklyWindow weekly() {
        Window window = window();
        return new WeeklyWindow(days(), window.start(), window.end());
    }

    private Set<Weekday> days() {
        Set<Weekday> days = EnumSet.noneOf(Weekday.class);
        for (Weekday day : Weekday.values()) {
            if (random.nextInt(4) > 0) {
                days.add(day);
            }
        }
        return days.isEmpty() ? EnumSet.of(Weekday.MON) : days;
    }

    private Window window() {
        return new Window(time(), time());
    }

    private LocalTime time() {
        return random.nextBoolean()
                ? LocalTime.of(random.nextInt(24), 30 * random.nextInt(2))
                : LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private List<TimeRange> busy(Instant about, int count) {
        List<TimeRange> busy = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Clocks of calendars are not bound to full minutes.
            Instant start = about.minusSeconds(86_400).plusSeconds(random.nextInt(7 * 86_400));
            busy.add(new TimeRange(start, start.plusSeconds(1 + random.nextInt(4 * 3600))));
        }
        return busy;
    }

    private int one(int[] values) {
        return values[random.nextInt(values.length)];
    }
}
