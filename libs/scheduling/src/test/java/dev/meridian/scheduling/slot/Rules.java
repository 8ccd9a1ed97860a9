package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services and schedules that differ from the standard ones in what a test is about. */
final class Rules {
    private Rules() {}

    static Service service(int duration, int interval, Alignment alignment) {
        return service(duration, interval, alignment, 0, Service.MAX_WINDOW_DAYS);
    }

    static Service service(int duration, int interval, Alignment alignment, int notice, int windowDays) {
        return service(duration, interval, alignment, notice, windowDays, 0, 0);
    }

    static Service service(
            int duration, int interval, Alignment alignment, int notice, int windowDays, int before, int after) {
        return service(duration, interval, alignment, notice, windowDays, before, after, null, null, null);
    }

    /** Hourly, without notice, as far ahead as may be, with caps. */
    static Service capped(@Nullable Integer maxPerDay, @Nullable Integer maxPerWeek) {
        return service(60, 60, Alignment.WINDOW_START, 0, Service.MAX_WINDOW_DAYS, 0, 0, null, maxPerDay, maxPerWeek);
    }

    static Service service(
            int duration,
            int interval,
            Alignment alignment,
            int notice,
            int windowDays,
            int before,
            int after,
            @Nullable EffectiveDates windowDates,
            @Nullable Integer maxPerDay,
            @Nullable Integer maxPerWeek) {
        Service standard = Service.standard();
        return new Service(
                standard.id(),
                standard.name(),
                List.of(duration),
                interval,
                alignment,
                before,
                after,
                notice,
                windowDays,
                windowDates,
                maxPerDay,
                maxPerWeek,
                1,
                false,
                null,
                1440,
                1440,
                standard.staff(),
                standard.assignment(),
                false,
                List.of(),
                List.of(),
                List.of(),
                standard.location(),
                1);
    }

    /** The same hours on every day of the week. */
    static Schedule schedule(ZoneId zone, String start, String end) {
        return Schedule.weekly("daily", zone, List.of(WeeklyWindow.of(List.of(Weekday.values()), start, end)));
    }
}
