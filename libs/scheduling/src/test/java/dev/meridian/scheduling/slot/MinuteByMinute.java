package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The definition of a free slot, spelt out on an array of minutes: slow, plain, and nothing like the real thing. */
final class MinuteByMinute {
    private static final int DAYS_BEFORE = 24;
    private static final int DAYS_AFTER = 6;
    private static final int WEEK = 7 * 24 * 60;

    private final SlotQuery query;
    private final long origin;
    private final int size;
    /** Within a working window, breaks and busy times not looked at. */
    private final boolean[] open;
    /** Within a break or too close to something busy. */
    private final boolean[] taken;
    /** First windows of Mondays. */
    private final NavigableSet<Integer> mondays = new TreeSet<>();

    private MinuteByMinute(SlotQuery query) {
        this.query = query;
        origin = Math.floorDiv(query.from().getEpochSecond(), 60L) - DAYS_BEFORE * 1440L;
        size = (int) (Math.floorDiv(query.to().getEpochSecond(), 60L) + DAYS_AFTER * 1440L - origin);
        open = new boolean[size];
        taken = new boolean[size];
    }

    static List<Instant> starts(SlotQuery query) {
        return new MinuteByMinute(query).starts();
    }

    private List<Instant> starts() {
        markHours();
        markTaken();
        Instant earliest = query.now().plus(query.service().minNotice());
        LocalDate lastDay = query.now()
                .atZone(query.schedule().zone())
                .toLocalDate()
                .plusDays(query.service().windowDays());
        List<Instant> starts = new ArrayList<>();
        for (int minute : query.service().alignment() == Alignment.WINDOW_START ? onWindows() : onClock(earliest)) {
            Instant start = instant(minute);
            if (!start.isBefore(query.from())
                    && start.isBefore(query.to())
                    && !start.isBefore(earliest)
                    && !start.atZone(query.schedule().zone()).toLocalDate().isAfter(lastDay)) {
                starts.add(start);
            }
        }
        return starts;
    }

    private List<Integer> onWindows() {
        int[] free = countAhead(true);
        List<Integer> starts = new ArrayList<>();
        int windowStart = 0;
        for (int minute = 1; minute < size; minute++) {
            if (open[minute] && !open[minute - 1]) {
                windowStart = minute;
            }
            if (free[minute] >= query.durationMinutes()
                    && (minute - anchor(minute, windowStart)) % query.service().intervalMinutes() == 0) {
                starts.add(minute);
            }
        }
        return starts;
    }

    private List<Integer> onClock(Instant earliest) {
        int[] free = countAhead(true);
        List<Integer> starts = new ArrayList<>();
        int windowStart = 0;
        int next = -1;
        for (int minute = 1; minute < size; minute++) {
            boolean opens = open[minute] && !open[minute - 1];
            windowStart = opens ? minute : windowStart;
            boolean begins = free[minute] > 0 && free[minute - 1] == 0;
            boolean again = minute == anchor(minute, windowStart);
            if (begins || again) {
                next = minute;
            }
            if (free[minute] > 0 && minute >= next) {
                if (instant(minute).isBefore(earliest) || !onMark(minute)) {
                    next = minute + 1;
                } else {
                    if (free[minute] >= query.durationMinutes()) {
                        starts.add(minute);
                    }
                    next = minute + query.service().intervalMinutes();
                }
            }
        }
        return starts;
    }

    private boolean onMark(int minute) {
        int interval = query.service().intervalMinutes();
        int step = Arrays.stream(new int[] {60, 30, 20, 15, 10, 5, 1})
                .filter(candidate -> interval % candidate == 0)
                .findFirst()
                .orElseThrow();
        return instant(minute).atZone(query.viewerZone()).getMinute() % step == 0;
    }

    /** Where the grid of a minute begins: its window's start, or in round-the-clock hours the last Monday's. */
    private int anchor(int minute, int windowStart) {
        Integer monday = mondays.floor(minute);
        return monday != null && monday >= windowStart + WEEK ? monday : windowStart;
    }

    private int[] countAhead(boolean untaken) {
        int[] ahead = new int[size];
        for (int minute = size - 2; minute >= 0; minute--) {
            ahead[minute] = open[minute] && taken[minute] != untaken ? ahead[minute + 1] + 1 : 0;
        }
        return ahead;
    }

    private void markHours() {
        Schedule schedule = query.schedule();
        LocalDate last = instant(size - 1).atZone(schedule.zone()).toLocalDate();
        for (LocalDate date = instant(0).atZone(schedule.zone()).toLocalDate().minusDays(2);
                !date.isAfter(last);
                date = date.plusDays(1)) {
            int earliest = Integer.MAX_VALUE;
            for (Window window : windows(schedule, date)) {
                earliest = Math.min(earliest, mark(open, date, window));
            }
            if (date.getDayOfWeek() == DayOfWeek.MONDAY && earliest != Integer.MAX_VALUE) {
                mondays.add(earliest);
            }
            for (Window pause : on(schedule.breaks(), date)) {
                mark(taken, date, pause);
            }
        }
    }

    private static List<Window> windows(Schedule schedule, LocalDate date) {
        LocalDate from = schedule.effective().from();
        LocalDate to = schedule.effective().to();
        if ((from != null && date.isBefore(from)) || (to != null && date.isAfter(to))) {
            return List.of();
        }
        for (DateOverride override : schedule.overrides()) {
            if (override.date().equals(date)) {
                return override.windows();
            }
        }
        Holidays holidays = schedule.holidays();
        return holidays != null && holidays.extra().contains(date) ? List.of() : on(schedule.weekly(), date);
    }

    private static List<Window> on(List<WeeklyWindow> weekly, LocalDate date) {
        List<Window> windows = new ArrayList<>();
        for (WeeklyWindow window : weekly) {
            if (window.days().contains(Weekday.of(date.getDayOfWeek()))) {
                windows.add(new Window(window.start(), window.end()));
            }
        }
        return windows;
    }

    private int mark(boolean[] minutes, LocalDate date, Window window) {
        ZonedDateTime start =
                ZonedDateTime.of(date, window.start(), query.schedule().zone());
        LocalDate endDate = window.end().isAfter(window.start()) ? date : date.plusDays(1);
        ZonedDateTime end =
                ZonedDateTime.of(endDate, window.end(), query.schedule().zone());
        if (!end.isAfter(start)) {
            return Integer.MAX_VALUE;
        }
        mark(minutes, start.toInstant(), end.toInstant());
        return minute(start.toInstant());
    }

    private void markTaken() {
        Service service = query.service();
        List<TimeRange> busy = new ArrayList<>(query.busy());
        busy.addAll(query.schedule().busy());
        for (TimeRange range : busy) {
            mark(taken, range.start().minus(service.bufferAfter()), range.end().plus(service.bufferBefore()));
        }
        for (Occupied own : query.occupied()) {
            long before = Math.max(own.bufferBefore().toMinutes(), service.bufferAfterMinutes());
            long after = Math.max(own.bufferAfter().toMinutes(), service.bufferBeforeMinutes());
            mark(
                    taken,
                    own.range().start().minus(before, ChronoUnit.MINUTES),
                    own.range().end().plus(after, ChronoUnit.MINUTES));
        }
    }

    /** Marks every minute that the range touches. */
    private void mark(boolean[] minutes, Instant start, Instant end) {
        int first = Math.clamp(minute(start), 0, size);
        int last = Math.clamp(minute(end.plusSeconds(59).plusNanos(999_999_999)), first, size);
        Arrays.fill(minutes, first, last, true);
    }

    private int minute(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), 60L) - origin);
    }

    private Instant instant(int minute) {
        return Instant.ofEpochSecond((origin + minute) * 60);
    }
}
