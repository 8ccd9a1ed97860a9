package dev.meridian.gateway.view;

import dev.meridian.gateway.spoken.Hours;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates somebody asked about.
 *
 * @param to last date, inclusive
 * @param hours hours that are no part of the day that has a name, or null
 * @param sayYear whether the year is not the one that was said, and has to be
 */
public record AskedDates(
        LocalDate from,
        LocalDate to,
        PartOfDay part,
        @Nullable Hours hours,
        boolean sayYear) {

    /** With all the hours of a part of the day. */
    public AskedDates(LocalDate from, LocalDate to, PartOfDay part, boolean sayYear) {
        this(from, to, part, null, sayYear);
    }

    public boolean oneDay() {
        return from.equals(to);
    }

    /** The hours that were asked about. */
    public Hours meantHours() {
        return hours == null ? Hours.of(part) : hours;
    }

    /** The same hours on the days between others. */
    public AskedDates between(LocalDate first, LocalDate last) {
        return new AskedDates(first, last, part, hours, sayYear);
    }
}
