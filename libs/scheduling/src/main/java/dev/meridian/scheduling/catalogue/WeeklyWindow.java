package dev.meridian.scheduling.catalogue;

import java.time.LocalTime;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A window that repeats on days of the week.
 *
 * @param days the days it starts on, at least one
 */
public record WeeklyWindow(Set<Weekday> days, LocalTime start, LocalTime end) {
    private static final String SOME_DAY = "at least one of MON to SUN";

    public WeeklyWindow {
        days = days.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(days));
        new Faults()
                .require(!days.isEmpty(), "days", days, SOME_DAY)
                .require(Window.wholeMinutes(start), "start", start, "whole minutes")
                .require(Window.wholeMinutes(end), "end", end, "whole minutes")
                .throwIfAny();
    }

    /** Reads {@code HH:mm}; the end may be {@code 24:00}. */
    public static WeeklyWindow of(Collection<Weekday> days, String start, String end) {
        new Faults()
                .require(!days.isEmpty(), "days", days, SOME_DAY)
                .times(start, end)
                .throwIfAny();
        return new WeeklyWindow(Set.copyOf(days), TimesOfDay.read(start), TimesOfDay.read(end));
    }

    public Window window() {
        return new Window(start, end);
    }
}
