package dev.meridian.scheduling.catalogue;

import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When somebody works: wall-clock windows in {@code zone}. Rules that contradict each other are refused: a window given
 * twice, a window that never opens because of breaks, overrides of which none is in effect.
 *
 * @param weekly the usual week; windows that overlap or touch are one
 * @param breaks pauses inside the windows, each on the date it starts on, also on dates with an override; a window is
 *     not aligned anew after a break
 * @param overrides dates with other hours, each date at most once; they win over holidays
 * @param holidays days off, or null for none
 * @param busy single times off, treated like events in a calendar: buffers are kept from them
 * @param effective dates on which windows may start
 */
public record Schedule(
        String id,
        ZoneId zone,
        List<WeeklyWindow> weekly,
        List<WeeklyWindow> breaks,
        List<DateOverride> overrides,
        @Nullable Holidays holidays,
        List<TimeRange> busy,
        EffectiveDates effective,
        int version)
        implements CatalogueEntry {
    public Schedule {
        weekly = List.copyOf(weekly);
        breaks = List.copyOf(breaks);
        overrides = List.copyOf(overrides);
        busy = List.copyOf(busy);
        Faults faults = new Faults()
                .id("id", id)
                .distinct(
                        "overrides.date",
                        overrides.stream().map(DateOverride::date).toList())
                .range("version", version, 1, Integer.MAX_VALUE);
        new Contradictions(weekly, breaks, overrides, effective).addTo(faults);
        faults.throwIfAny();
    }

    /** The hours an installation starts with: Monday to Saturday, 18:30 to 03:30 the next morning. */
    public static Schedule standard(ZoneId zone) {
        Set<Weekday> days = Set.of(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI, Weekday.SAT);
        return weekly("default", zone, List.of(WeeklyWindow.of(days, "18:30", "03:30")));
    }

    /** A schedule of weekly hours and nothing else, version 1. */
    public static Schedule weekly(String id, ZoneId zone, List<WeeklyWindow> weekly) {
        return new Schedule(id, zone, weekly, List.of(), List.of(), null, List.of(), EffectiveDates.ALWAYS, 1);
    }
}
