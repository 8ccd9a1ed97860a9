package dev.meridian.scheduling.catalogue;

import dev.meridian.scheduling.time.Intervals;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds rules of a schedule that can not be meant together. Windows that overlap or touch are no contradiction (they
 * are one), nor is a break outside all windows: an override may open there.
 */
final class Contradictions {
    private static final long DAY = 24 * 60;
    private static final long WEEK = 7 * DAY;

    private final List<WeeklyWindow> weekly;
    private final List<WeeklyWindow> breaks;
    private final List<DateOverride> overrides;
    private final EffectiveDates effective;

    Contradictions(
            List<WeeklyWindow> weekly,
            List<WeeklyWindow> breaks,
            List<DateOverride> overrides,
            EffectiveDates effective) {
        this.weekly = weekly;
        this.breaks = breaks;
        this.overrides = overrides;
        this.effective = effective;
    }

    void addTo(Faults faults) {
        twice(faults, "weekly", weekly);
        twice(faults, "breaks", breaks);
        Intervals pauses = pauses();
        for (int i = 0; i < weekly.size(); i++) {
            WeeklyWindow window = weekly.get(i);
            faults.require(
                    window.days().stream().noneMatch(day -> covers(pauses, day, window.window())),
                    "weekly[" + i + "]",
                    text(window.window()),
                    "longer than the breaks in it");
        }
        for (int i = 0; i < overrides.size(); i++) {
            overridden(faults, "overrides[" + i + "].windows", overrides.get(i), pauses);
        }
        faults.require(
                overrides.isEmpty() || overrides.stream().anyMatch(override -> effective.include(override.date())),
                "effective",
                effective.from() + " to " + effective.to(),
                "dates with at least one of the overrides");
    }

    private static void overridden(Faults faults, String field, DateOverride override, Intervals pauses) {
        Set<Window> seen = new HashSet<>();
        for (int i = 0; i < override.windows().size(); i++) {
            Window window = override.windows().get(i);
            String at = field + "[" + i + "]";
            faults.require(seen.add(window), at, text(window), "once");
            faults.require(
                    !covers(pauses, Weekday.of(override.date().getDayOfWeek()), window),
                    at,
                    text(window),
                    "longer than the breaks in it");
        }
    }

    private static void twice(Faults faults, String field, List<WeeklyWindow> windows) {
        record OnDay(Weekday day, Window window) {}
        Set<OnDay> seen = new HashSet<>();
        for (int i = 0; i < windows.size(); i++) {
            WeeklyWindow window = windows.get(i);
            long again = window.days().stream()
                    .filter(day -> !seen.add(new OnDay(day, window.window())))
                    .count();
            faults.require(again == 0, field + "[" + i + "]", text(window.window()), "once on each of its days");
        }
    }

    /** The breaks of three weeks in a row, as minutes from Monday of the one in the middle. */
    private Intervals pauses() {
        int count = breaks.stream().mapToInt(pause -> pause.days().size()).sum() * 3;
        long[] starts = new long[count];
        long[] ends = new long[count];
        int filled = 0;
        for (WeeklyWindow pause : breaks) {
            for (Weekday day : pause.days()) {
                for (long week = -WEEK; week <= WEEK; week += WEEK) {
                    starts[filled] = week + start(day, pause.window());
                    ends[filled++] = week + end(day, pause.window());
                }
            }
        }
        return Intervals.union(starts, ends, filled);
    }

    private static boolean covers(Intervals pauses, Weekday day, Window window) {
        return pauses.covers(start(day, window), end(day, window));
    }

    private static long start(Weekday day, Window window) {
        return midnight(day) + minutes(window.start());
    }

    private static long end(Weekday day, Window window) {
        return midnight(day) + (window.runsIntoNextDay() ? DAY : 0) + minutes(window.end());
    }

    private static long midnight(Weekday day) {
        return (day.dayOfWeek().getValue() - 1) * DAY;
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static String text(Window window) {
        return window.start() + " to " + window.endText();
    }
}
