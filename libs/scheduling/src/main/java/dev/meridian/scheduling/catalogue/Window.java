package dev.meridian.scheduling.catalogue;

import java.time.LocalTime;

/**
 * A stretch of a day on the wall clock. One that ends at or before its start runs into the next day and still belongs
 * to the date it starts on.
 *
 * @param start whole minutes
 * @param end whole minutes; midnight is the end of the day ({@code 24:00})
 */
public record Window(LocalTime start, LocalTime end) {
    public Window {
        new Faults()
                .require(wholeMinutes(start), "start", start, "whole minutes")
                .require(wholeMinutes(end), "end", end, "whole minutes")
                .throwIfAny();
    }

    /** Reads {@code HH:mm}; the end may be {@code 24:00}. */
    public static Window of(String start, String end) {
        new Faults().times(start, end).throwIfAny();
        return new Window(TimesOfDay.read(start), TimesOfDay.read(end));
    }

    public boolean runsIntoNextDay() {
        return !end.isAfter(start);
    }

    /** The end as documents write it: {@code HH:mm}, midnight as {@code 24:00}. */
    public String endText() {
        return TimesOfDay.endText(end);
    }

    static boolean wholeMinutes(LocalTime time) {
        return time.getSecond() == 0 && time.getNano() == 0;
    }
}
