package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which days and weeks can take no more bookings of a service. A booking counts on the host's date it starts on, and in
 * that date's week, Monday to Sunday.
 */
public final class Caps {
    private final ZoneId zone;
    private final Set<LocalDate> fullDays;
    private final Set<LocalDate> fullWeeks;

    private Caps(ZoneId zone, Set<LocalDate> fullDays, Set<LocalDate> fullWeeks) {
        this.zone = zone;
        this.fullDays = fullDays;
        this.fullWeeks = fullWeeks;
    }

    /**
     * The caps of a service as they stand.
     *
     * @param booked the start of each booking of the service that holds its time, in any order; those that
     *     {@link #counted} names must be among them. A booking that is to be moved does not count against its own move
     */
    public static Caps of(Service service, Schedule schedule, Collection<Instant> booked) {
        Integer perDay = service.maxPerDay();
        Integer perWeek = service.maxPerWeek();
        if (perDay == null && perWeek == null) {
            return new Caps(schedule.zone(), Set.of(), Set.of());
        }
        Map<LocalDate, Integer> days = new HashMap<>();
        Map<LocalDate, Integer> weeks = new HashMap<>();
        for (Instant start : booked) {
            LocalDate date = LocalDate.ofInstant(start, schedule.zone());
            days.merge(date, 1, Integer::sum);
            weeks.merge(mondayOf(date), 1, Integer::sum);
        }
        return new Caps(schedule.zone(), full(days, perDay), full(weeks, perWeek));
    }

    /**
     * The span whose bookings must be known to judge any start in {@code starts}: whole days of the host, or whole
     * weeks when there is a cap by the week. Empty when the service has no caps.
     */
    public static Optional<TimeRange> counted(Service service, Schedule schedule, TimeRange starts) {
        if (service.maxPerDay() == null && service.maxPerWeek() == null) {
            return Optional.empty();
        }
        LocalDate first = LocalDate.ofInstant(starts.start(), schedule.zone());
        LocalDate last = LocalDate.ofInstant(starts.end().minusNanos(1), schedule.zone());
        boolean byWeek = service.maxPerWeek() != null;
        LocalDate from = byWeek ? mondayOf(first) : first;
        LocalDate to = byWeek ? mondayOf(last).plusWeeks(1) : last.plusDays(1);
        return Optional.of(new TimeRange(
                from.atStartOfDay(schedule.zone()).toInstant(),
                to.atStartOfDay(schedule.zone()).toInstant()));
    }

    /** The cap that stands against one more booking at {@code start}, if one does. */
    public Optional<Reason> against(Instant start) {
        if (fullDays.isEmpty() && fullWeeks.isEmpty()) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.ofInstant(start, zone);
        if (fullDays.contains(date)) {
            return Optional.of(Reason.DAY_FULL);
        }
        return fullWeeks.contains(mondayOf(date)) ? Optional.of(Reason.WEEK_FULL) : Optional.empty();
    }

    private static Set<LocalDate> full(Map<LocalDate, Integer> counts, @Nullable Integer most) {
        Set<LocalDate> full = new HashSet<>();
        counts.forEach((date, count) -> {
            if (most != null && count >= most) {
                full.add(date);
            }
        });
        return full;
    }

    private static LocalDate mondayOf(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
