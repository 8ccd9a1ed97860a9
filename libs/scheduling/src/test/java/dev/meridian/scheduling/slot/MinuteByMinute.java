package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.holiday.PublicHolidays;
import dev.meridian.scheduling.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definition of a free slot, spelt out on an array of minutes: slow, plain, and nothing like the real thing. */
final class MinuteByMinute {
    private static final int DAYS_BEFORE = 18;
    private static final int DAYS_AFTER = 3;
    private static final int WEEK = 7 * 24 * 60;

    private final SlotQuery query;
    private final long origin;
    private final int size;
    /** Within a working window, breaks and busy times not looked at. */
    private final boolean[] open;
    /** Within a break or too close to something busy. */
    private final boolean[] taken;
    /** First windows of Mondays. */
    private final boolean[] mondays;
    /** Minutes between two marks on the viewer's clock. */
    private final int step;

    private MinuteByMinute(SlotQuery query) {
        this.query = query;
        origin = Math.floorDiv(query.from().getEpochSecond(), 60L) - DAYS_BEFORE * 1440L;
        size = (int) (Math.floorDiv(query.to().getEpochSecond(), 60L) + DAYS_AFTER * 1440L - origin);
        open = new boolean[size];
        taken = new boolean[size];
        mondays = new boolean[size];
        int interval = query.service().intervalMinutes();
        step = Arrays.stream(new int[] {60, 30, 20, 15, 10, 5, 1})
                .filter(candidate -> interval % candidate == 0)
                .findFirst()
                .orElseThrow();
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
            LocalDate date = dateOf(start);
            if (!start.isBefore(query.from())
                    && start.isBefore(query.to())
                    && !start.isBefore(earliest)
                    && !date.isAfter(lastDay)
                    && within(query.service().windowDates(), date)
                    && belowCaps(date)) {
                starts.add(start);
            }
        }
        return starts;
    }

    private boolean belowCaps(LocalDate date) {
        Integer perDay = query.service().maxPerDay();
        Integer perWeek = query.service().maxPerWeek();
        int day = 0;
        int week = 0;
        for (Instant booked : query.booked()) {
            LocalDate other = dateOf(booked);
            day += other.equals(date) ? 1 : 0;
            week += other.get(IsoFields.WEEK_BASED_YEAR) == date.get(IsoFields.WEEK_BASED_YEAR)
                            && other.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                                    == date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                    ? 1
                    : 0;
        }
        return (perDay == null || day < perDay) && (perWeek == null || week < perWeek);
    }

    private static boolean within(@Nullable EffectiveDates dates, LocalDate date) {
        return dates == null
                || ((dates.from() == null || !date.isBefore(dates.from()))
                        && (dates.to() == null || !date.isAfter(dates.to())));
    }

    private LocalDate dateOf(Instant instant) {
        return instant.atZone(query.schedule().zone()).toLocalDate();
    }

    private List<Integer> onWindows() {
        int[] free = countAhead(true);
        List<Integer> starts = new ArrayList<>();
        int windowStart = 0;
        int monday = -1;
        for (int minute = 1; minute < size; minute++) {
            windowStart = open[minute] && !open[minute - 1] ? minute : windowStart;
            monday = mondays[minute] ? minute : monday;
            if (free[minute] >= query.durationMinutes()
                    && (minute - anchor(windowStart, monday)) % query.service().intervalMinutes() == 0) {
                starts.add(minute);
            }
        }
        return starts;
    }

    private List<Integer> onClock(Instant earliest) {
        int[] free = countAhead(true);
        List<Integer> starts = new ArrayList<>();
        int windowStart = 0;
        int monday = -1;
        int next = -1;
        for (int minute = 1; minute < size; minute++) {
            windowStart = open[minute] && !open[minute - 1] ? minute : windowStart;
            monday = mondays[minute] ? minute : monday;
            boolean begins = free[minute] > 0 && free[minute - 1] == 0;
            boolean again = minute == anchor(windowStart, monday);
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
        return instant(minute).atZone(query.viewerZone()).getMinute() % step == 0;
    }

    /** Where the grid of a minute begins: its window's start, or in round-the-clock hours the last Monday's. */
    private static int anchor(int windowStart, int monday) {
        return monday >= windowStart + WEEK ? monday : windowStart;
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
        LocalDate last = dateOf(instant(size - 1));
        for (LocalDate date = dateOf(instant(0)).minusDays(2); !date.isAfter(last); date = date.plusDays(1)) {
            int earliest = Integer.MAX_VALUE;
            for (Window window : windows(schedule, date)) {
                earliest = Math.min(earliest, mark(open, date, window));
            }
            if (date.getDayOfWeek() == DayOfWeek.MONDAY && earliest != Integer.MAX_VALUE) {
                mondays[Math.clamp(earliest, 0, size - 1)] = true;
            }
            for (Window pause : on(schedule.breaks(), date)) {
                mark(taken, date, pause);
            }
        }
    }

    private static List<Window> windows(Schedule schedule, LocalDate date) {
        if (!within(schedule.effective(), date)) {
            return List.of();
        }
        for (DateOverride override : schedule.overrides()) {
            if (override.date().equals(date)) {
                return override.windows();
            }
        }
        Holidays holidays = schedule.holidays();
        if (holidays != null && holidays.extra().contains(date)) {
            return List.of();
        }
        return holidays != null && publicHoliday(holidays, date) ? List.of() : on(schedule.weekly(), date);
    }

    private static boolean publicHoliday(Holidays holidays, LocalDate date) {
        String country = holidays.country();
        return country != null
                && PublicHolidays.of(country, holidays.subdivision(), date.getYear())
                        .contains(date);
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
