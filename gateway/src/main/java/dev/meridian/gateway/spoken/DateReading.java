package dev.meridian.gateway.spoken;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a date in words or digits means. */
public sealed interface DateReading {

    /**
     * One day.
     *
     * @param recurring whether the day and month were named, so that a past one may mean its next coming; "yesterday" may
     *     not
     */
    record Day(LocalDate date, boolean recurring) implements DateReading {}

    /**
     * All the days of a stretch: "next week".
     *
     * @param to last day, inclusive, not before the first
     */
    record Range(LocalDate from, LocalDate to) implements DateReading {}

    /** Several days are meant as likely as each other; somebody has to choose. */
    record Several(List<LocalDate> days) implements DateReading {
        public Several {
            days = List.copyOf(days);
        }
    }

    /** The weekday that was said is not the weekday of that date. */
    record Contradiction(LocalDate date, DayOfWeek said) implements DateReading {}

    /**
     * A day that its month does not have.
     *
     * @param year the only year that lacks it, or null if all do
     */
    record Missing(Month month, int day, @Nullable Integer year) implements DateReading {}

    /** No date. */
    record Unreadable() implements DateReading {}
}
