package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hours of a schedule as instants.
 *
 * <p>Bounds of windows are read on the wall clock as {@code java.time} does: a time that does not exist moves forward
 * by the gap, one that happens twice is its first occurrence. What lies between is elapsed time, so a full day has 23,
 * 24 or 25 hours. A window belongs to the date it starts on, and only that date's override or holiday touches it.
 */
public final class WorkingHours {
    /** How far back a chain of touching windows is followed to find where its grid begins. */
    private static final int CHAIN_DAYS = 16;

    private static final List<Weekday> DAYS = List.of(Weekday.values());

    private static final long WEEK = 7 * 24 * 3600L;

    private final Schedule schedule;
    private final ZoneId zone;
    private final ZoneRules rules;
    private final List<List<Window>> byWeekday;
    private final List<List<Window>> breaksByWeekday;
    private final Map<LocalDate, List<Window>> overrides;

    private WorkingHours(Schedule schedule) {
        this.schedule = schedule;
        zone = schedule.zone();
        rules = zone.getRules();
        byWeekday = byWeekday(schedule.weekly());
        breaksByWeekday = byWeekday(schedule.breaks());
        overrides = new HashMap<>();
        for (DateOverride override : schedule.overrides()) {
            overrides.put(override.date(), override.windows());
        }
    }

    public static WorkingHours of(Schedule schedule) {
        return new WorkingHours(schedule);
    }

    /**
     * When the host works within {@code [from, to)}: windows without breaks and without the schedule's own busy times,
     * merged, cut to the span, in order.
     */
    public List<TimeRange> open(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        long first = Seconds.floor(from);
        long last = Seconds.ceil(to);
        Intervals open = windows(first, last).subtract(breaks(first, last)).subtract(busy());
        List<TimeRange> ranges = new ArrayList<>(open.size());
        for (int i = open.firstEndingAfter(first); i < open.size() && open.start(i) < last; i++) {
            Instant start = Instant.ofEpochSecond(open.start(i));
            Instant end = Instant.ofEpochSecond(open.end(i));
            ranges.add(new TimeRange(start.isBefore(from) ? from : start, end.isAfter(to) ? to : end));
        }
        return ranges;
    }

    /** The merged windows that touch the span, whole. */
    Intervals windows(long from, long to) {
        return collect(dateOf(from).minusDays(1), dateOf(to)).union();
    }

    /**
     * The merged windows that touch the span, cut where their grid of starts begins anew. A chain of touching windows
     * has one grid from its first start; one that lasts longer than a week (round-the-clock hours) begins anew with
     * each Monday's first window, or its grid would hang on how far back one looks.
     */
    List<Segment> segments(long from, long to) {
        LocalDate first = dateOf(from).minusDays(1);
        Bounds bounds = collect(first, dateOf(to));
        // Only the chain that runs into the span matters for its grid; look back while it is unbroken.
        for (int i = 1; i <= CHAIN_DAYS; i++) {
            LocalDate earlier = first.minusDays(i);
            long chainStart = bounds.earliest();
            Bounds day = collect(earlier, earlier);
            if (day.latestEnd() < chainStart) {
                break;
            }
            bounds.addAll(day);
        }
        long[] mondays = bounds.mondays();
        Intervals merged = bounds.union();
        List<Segment> segments = new ArrayList<>(merged.size());
        for (int i = 0; i < merged.size(); i++) {
            long anchor = merged.start(i);
            for (long monday : mondays) {
                if (monday >= merged.start(i) + WEEK && monday < merged.end(i) && monday > anchor) {
                    segments.add(new Segment(anchor, monday, merged.end(i)));
                    anchor = monday;
                }
            }
            segments.add(new Segment(anchor, merged.end(i), merged.end(i)));
        }
        return segments;
    }

    /** The pauses that touch the span. */
    Intervals breaks(long from, long to) {
        if (schedule.breaks().isEmpty()) {
            return Intervals.none();
        }
        Bounds bounds = new Bounds();
        LocalDate last = dateOf(to);
        for (LocalDate date = dateOf(from).minusDays(1); !date.isAfter(last); date = date.plusDays(1)) {
            for (Window pause : on(date, breaksByWeekday)) {
                add(bounds, date, pause);
            }
        }
        return bounds.union();
    }

    private Intervals busy() {
        List<TimeRange> busy = schedule.busy();
        long[] starts = new long[busy.size()];
        long[] ends = new long[busy.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = Seconds.floor(busy.get(i).start());
            ends[i] = Seconds.ceil(busy.get(i).end());
        }
        return Intervals.union(starts, ends, starts.length);
    }

    private Bounds collect(LocalDate first, LocalDate last) {
        Bounds bounds = new Bounds();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            List<Window> windows = windowsOf(date);
            long earliest = Long.MAX_VALUE;
            for (Window window : windows) {
                earliest = Math.min(earliest, add(bounds, date, window));
            }
            if (date.getDayOfWeek() == DayOfWeek.MONDAY && earliest != Long.MAX_VALUE) {
                bounds.addMonday(earliest);
            }
        }
        return bounds;
    }

    private List<Window> windowsOf(LocalDate date) {
        if (!schedule.effective().include(date)) {
            return List.of();
        }
        List<Window> override = overrides.get(date);
        if (override != null) {
            return override;
        }
        Holidays holidays = schedule.holidays();
        return holidays != null && holidays.include(date) ? List.of() : on(date, byWeekday);
    }

    private static List<Window> on(LocalDate date, List<List<Window>> byWeekday) {
        return byWeekday.get(date.getDayOfWeek().getValue() - 1);
    }

    private long add(Bounds bounds, LocalDate date, Window window) {
        long start = epochSecond(date, window.start());
        long end = epochSecond(window.runsIntoNextDay() ? date.plusDays(1) : date, window.end());
        bounds.add(start, end);
        return start < end ? start : Long.MAX_VALUE;
    }

    private long epochSecond(LocalDate date, LocalTime time) {
        LocalDateTime local = LocalDateTime.of(date, time);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            // Reading a skipped time with the offset before the gap moves it forward by the gap.
            ZoneOffsetTransition gap = rules.getTransition(local);
            return local.toEpochSecond(gap.getOffsetBefore());
        }
        return local.toEpochSecond(offsets.getFirst());
    }

    private LocalDate dateOf(long epochSecond) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), zone);
    }

    private static List<List<Window>> byWeekday(List<WeeklyWindow> weekly) {
        List<List<Window>> days = new ArrayList<>(7);
        for (Weekday day : DAYS) {
            List<Window> windows = new ArrayList<>(weekly.size());
            for (WeeklyWindow window : weekly) {
                if (window.days().contains(day)) {
                    windows.add(window.window());
                }
            }
            days.add(windows);
        }
        return days;
    }
}
