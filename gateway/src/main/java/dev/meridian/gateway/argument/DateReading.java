package dev.meridian.gateway.argument;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** What a date in words or digits means. */
public sealed interface DateReading {

    /**
     * One day.
     *
     * @param recurring whether the day and month were named, so that a past one may mean its next coming; "yesterday" may
     *     not
     */
    record Day(LocalDate date, boolean recurring) implements DateReading {}

    /** Several days are meant as likely as each other; somebody has to choose. */
    record Several(List<LocalDate> days) implements DateReading {
        public Several {
            days = List.copyOf(days);
        }
    }

    /** The weekday that was said is not the weekday of that date. */
    record Contradiction(LocalDate date, DayOfWeek said) implements DateReading {}

    /** No date. */
    record Unreadable() implements DateReading {}
}
