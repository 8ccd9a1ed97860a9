package dev.meridian.gateway.spoken;

import dev.meridian.gateway.spoken.DateReading.Unreadable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads dates: ISO 8601, digits, and English such as "Nov 23rd", "Monday, November 23", "tomorrow", "next Tuesday", "the first
 * Monday of December", "next week" or "from the 3rd to the 5th".
 *
 * <p>A date without a year is its next coming, a weekday alone the next that comes. Where English leaves two days open, both
 * are returned: "Monday" on a Monday is today or in a week; "next Friday" on a Wednesday is in two days or in nine, while on
 * a Friday or for the Tuesday after it only one is next. Weeks begin on Monday; what would change if they began on Sunday is
 * left open for a single day.
 */
public final class SpokenDates {

    /** Calendars in prompts add the zone, and which day is today. */
    private static final Pattern DECORATION =
            Pattern.compile("(?<=\\d{4})(?: (?:[pmceh]|ak)[sd]t| gmt| utc| ist)?(?: today| tomorrow)?$");

    private SpokenDates() {}

    /**
     * What the text means to somebody for whom it is {@code today}.
     *
     * @param monthFirst whether 11/12 is November 12 there; elsewhere it is left open
     */
    public static DateReading read(String said, LocalDate today, boolean monthFirst) {
        String plain = DECORATION.matcher(Words.plain(said)).replaceFirst("");
        try {
            return day(plain, today, monthFirst)
                    .or(() -> Periods.read(plain, today, monthFirst))
                    .orElseGet(Unreadable::new);
        } catch (DateTimeException e) {
            return new Unreadable();
        }
    }

    /** One day, or days of which one is meant. */
    static Optional<DateReading> day(String plain, LocalDate today, boolean monthFirst) {
        return RelativeDays.read(plain, today).or(() -> CalendarDays.read(plain, today, monthFirst));
    }

    /** The next day with that month and day, today included. */
    public static LocalDate nextComing(MonthDay day, LocalDate today) {
        int year = today.getYear();
        while (!day.isValidYear(year) || day.atYear(year).isBefore(today)) {
            year++;
        }
        return day.atYear(year);
    }
}
