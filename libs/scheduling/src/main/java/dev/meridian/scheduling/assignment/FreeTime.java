package dev.meridian.scheduling.assignment;

import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.slot.WorkingHours;
import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;

/**
 * Working time that nobody has taken yet, around one of the host's dates.
 *
 * @param day on the date itself
 * @param week in its week, from Monday to Sunday
 */
public record FreeTime(Duration day, Duration week) {

    /** Of those whose free time is not looked at. */
    public static final FreeTime NONE = new FreeTime(Duration.ZERO, Duration.ZERO);

    /** What is left of the working hours around a date, which is the schedule's; the same time taken twice counts once. */
    public static FreeTime around(LocalDate date, Schedule schedule, Collection<TimeRange> taken) {
        WorkingHours hours = WorkingHours.of(schedule);
        Intervals booked = intervals(taken);
        LocalDate monday = date.with(previousOrSame(MONDAY));
        return new FreeTime(
                left(hours, booked, date, date.plusDays(1), schedule.zone()),
                left(hours, booked, monday, monday.plusWeeks(1), schedule.zone()));
    }

    private static Duration left(WorkingHours hours, Intervals booked, LocalDate from, LocalDate to, ZoneId zone) {
        Intervals left = intervals(hours.open(
                        from.atStartOfDay(zone).toInstant(),
                        to.atStartOfDay(zone).toInstant()))
                .subtract(booked);
        long seconds = 0;
        for (int i = 0; i < left.size(); i++) {
            seconds += left.end(i) - left.start(i);
        }
        return Duration.ofSeconds(seconds);
    }

    private static Intervals intervals(Collection<TimeRange> ranges) {
        return Intervals.of(
                ranges.stream()
                        .mapToLong(range -> range.start().getEpochSecond())
                        .toArray(),
                ranges.stream().mapToLong(range -> range.end().getEpochSecond()).toArray());
    }
}
