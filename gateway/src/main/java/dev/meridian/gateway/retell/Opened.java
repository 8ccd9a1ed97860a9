package dev.meridian.gateway.retell;

import dev.meridian.gateway.spoken.Hours;
import dev.meridian.gateway.view.AskedDates;
import dev.meridian.gateway.view.WhyNone;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.slot.WorkingHours;
import dev.meridian.scheduling.suggestion.PartOfDay;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The working hours of those who offer a service, whatever is booked in them.
 *
 * @param together whether it takes all of them at once
 * @param opens the first of their dates on which it can be booked; null: it is open
 */
record Opened(
        List<Schedule> schedules,
        boolean together,
        Duration duration,
        @Nullable LocalDate opens) {

    /** Distance of the times of day that are looked at, in minutes. */
    private static final int STEP = 15;

    /** Questions about more days are not answered by working hours. */
    private static final int MOST_DAYS = 31;

    Opened {
        schedules = List.copyOf(schedules);
    }

    /** Whether an appointment that starts then lies within the hours. */
    boolean takes(Instant start) {
        Predicate<Schedule> open = schedule -> WorkingHours.of(schedule)
                .open(start, start.plus(duration))
                .equals(List.of(TimeRange.of(start, duration)));
        return together ? schedules.stream().allMatch(open) : schedules.stream().anyMatch(open);
    }

    /** Whether an appointment can start at some of those hours on some of those days of a zone. */
    boolean within(LocalDate from, LocalDate to, ZoneId zone, Hours hours) {
        return days(from, to)
                .anyMatch(day -> times(hours)
                        .anyMatch(time -> takes(day.atTime(time).atZone(zone).toInstant())));
    }

    WhyNone why(AskedDates dates, ZoneId zone) {
        if (isOverBeforeItOpens(dates.to(), zone)) {
            return WhyNone.NOT_YET;
        }
        if (dates.to().isAfter(dates.from().plusDays(MOST_DAYS))) {
            return WhyNone.UNKNOWN;
        }
        if (within(dates.from(), dates.to(), zone, dates.meantHours())) {
            return WhyNone.TAKEN;
        }
        if (within(dates.from(), dates.to(), zone, Hours.of(PartOfDay.ANY))) {
            return WhyNone.NOT_THEN;
        }
        Opened withoutHolidays =
                new Opened(schedules.stream().map(Opened::withoutHolidays).toList(), together, duration, opens);
        return withoutHolidays.within(dates.from(), dates.to(), zone, dates.meantHours())
                ? WhyNone.HOLIDAY
                : WhyNone.CLOSED;
    }

    private boolean isOverBeforeItOpens(LocalDate day, ZoneId zone) {
        LocalDate first = opens;
        if (first == null) {
            return false;
        }
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        return schedules.stream()
                .map(schedule -> first.atStartOfDay(schedule.zone()).toInstant())
                .noneMatch(end::isAfter);
    }

    private static Schedule withoutHolidays(Schedule s) {
        return new Schedule(
                s.id(), s.zone(), s.weekly(), s.breaks(), s.overrides(), null, s.busy(), s.effective(), s.version());
    }

    private static Stream<LocalDate> days(LocalDate from, LocalDate to) {
        LocalDate last = to.isAfter(from.plusDays(MOST_DAYS)) ? from.plusDays(MOST_DAYS) : to;
        return from.datesUntil(last.plusDays(1));
    }

    private static Stream<LocalTime> times(Hours hours) {
        return hours.exact()
                ? Stream.of(hours.from())
                : Stream.iterate(0, minute -> minute < Duration.ofDays(1).toMinutes(), minute -> minute + STEP)
                        .map(minute -> LocalTime.ofSecondOfDay(minute * 60L))
                        .filter(hours::includes);
    }
}
