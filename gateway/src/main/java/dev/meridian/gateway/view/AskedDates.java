package dev.meridian.gateway.view;

import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalDate;

/**
 * The dates somebody asked about.
 *
 * @param to last date, inclusive
 * @param sayYear whether the year is not the one that was said, and has to be
 */
public record AskedDates(LocalDate from, LocalDate to, PartOfDay part, boolean sayYear) {

    public boolean oneDay() {
        return from.equals(to);
    }
}
