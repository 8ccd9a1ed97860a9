package dev.meridian.gateway.spoken;

import dev.meridian.gateway.spoken.DateReading.Contradiction;
import dev.meridian.gateway.spoken.DateReading.Day;
import dev.meridian.gateway.spoken.DateReading.Missing;
import dev.meridian.gateway.spoken.DateReading.Several;
import dev.meridian.gateway.spoken.DateReading.Unreadable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Days that the calendar names: "2026-11-23", "11/23", "Monday, November 23", "the 23rd", "the first Monday of December". */
final class CalendarDays {

    private static final String YEAR = "(\\d{4}|20 \\d{2})";
    private static final String ORDINAL = "(?:st|nd|rd|th)";

    private static final Pattern ISO =
            Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[t ]\\d{1,2}:.*|t\\d{4}.*)?");
    private static final Pattern BASIC_ISO = Pattern.compile("(20\\d{2})(\\d{2})(\\d{2})");
    private static final Pattern DIGITS = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})(?:[-/.](\\d{4}|\\d{2}))?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([a-z]+) (?:the )?(\\d{1,2})" + ORDINAL + "?(?: (?:of )?" + YEAR + ")?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?:the )?(\\d{1,2})" + ORDINAL + "?(?: of)? ([a-z]+)(?: (?:of )?" + YEAR + ")?");
    private static final Pattern DAY_OF_MONTH =
            Pattern.compile("(?:the )?(\\d{1,2})" + ORDINAL + "(?: of (the|this|next) month)?");
    private static final Pattern NTH = Pattern.compile("(?:the )?(?:([1-5])" + ORDINAL
            + "|(last)) ([a-z]+) (?:of|in) (?:(the|this|next) month|([a-z]+)(?: " + YEAR + ")?)");

    private CalendarDays() {}

    static Optional<DateReading> read(String text, LocalDate today, boolean monthFirst) {
        return digits(text, today, monthFirst)
                .or(() -> monthAndDay(text, today))
                .or(() -> dayOfMonth(text, today))
                .or(() -> nthWeekday(text, today))
                .or(() -> withWeekday(text, today, monthFirst));
    }

    private static Optional<DateReading> digits(String text, LocalDate today, boolean monthFirst) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return Optional.of(date(iso.group(1), number(iso, 2), number(iso, 3), today));
        }
        Matcher basic = BASIC_ISO.matcher(text);
        if (basic.matches()) {
            return Optional.of(date(basic.group(1), number(basic, 2), number(basic, 3), today));
        }
        Matcher digits = DIGITS.matcher(text);
        if (!digits.matches()) {
            return Optional.empty();
        }
        int first = number(digits, 1);
        int second = number(digits, 2);
        String year = digits.group(3);
        if (first > 12 || first == second) {
            return Optional.of(date(year, second, first, today));
        }
        if (second > 12 || (monthFirst && !text.contains("."))) {
            return Optional.of(date(year, first, second, today));
        }
        List<LocalDate> both = Stream.of(date(year, first, second, today), date(year, second, first, today))
                .filter(Day.class::isInstance)
                .map(day -> ((Day) day).date())
                .sorted()
                .toList();
        return Optional.of(both.isEmpty() ? new Unreadable() : new Several(both));
    }

    private static Optional<DateReading> monthAndDay(String text, LocalDate today) {
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.matches()) {
            return CalendarWords.month(monthFirst.group(1))
                    .map(month -> date(monthFirst.group(3), month.getValue(), number(monthFirst, 2), today));
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        return dayFirst.matches()
                ? CalendarWords.month(dayFirst.group(2))
                        .map(month -> date(dayFirst.group(3), month.getValue(), number(dayFirst, 1), today))
                : Optional.empty();
    }

    /** "The 23rd" is the next that comes; months that have none are passed over. */
    private static Optional<DateReading> dayOfMonth(String text, LocalDate today) {
        Matcher day = DAY_OF_MONTH.matcher(text);
        if (!day.matches()) {
            return Optional.empty();
        }
        int number = number(day, 1);
        if (number < 1 || number > 31) {
            return Optional.of(new Unreadable());
        }
        if (day.group(2) == null) {
            return Optional.of(new Day(nextDayOfMonth(number, today), false));
        }
        YearMonth month = month(day.group(2), today);
        return Optional.of(
                month.isValidDay(number)
                        ? new Day(month.atDay(number), false)
                        : new Missing(month.getMonth(), number, null));
    }

    static LocalDate nextDayOfMonth(int number, LocalDate today) {
        YearMonth month = YearMonth.from(today);
        while (!month.isValidDay(number) || month.atDay(number).isBefore(today)) {
            month = month.plusMonths(1);
        }
        return month.atDay(number);
    }

    private static YearMonth month(String which, LocalDate today) {
        return YearMonth.from(today).plusMonths(which.equals("next") ? 1 : 0);
    }

    private static Optional<DateReading> nthWeekday(String text, LocalDate today) {
        Matcher nth = NTH.matcher(text);
        if (!nth.matches()) {
            return Optional.empty();
        }
        if (nth.group(4) != null) {
            return nth(nth, month(nth.group(4), today).atDay(1)).map(date -> new Day(date, false));
        }
        return CalendarWords.month(nth.group(5)).flatMap(month -> {
            if (nth.group(6) != null) {
                return nth(nth, LocalDate.of(year(nth.group(6)), month, 1)).map(date -> new Day(date, false));
            }
            LocalDate first = LocalDate.of(today.getYear(), month, 1);
            return nth(nth, first)
                    .filter(date -> !date.isBefore(today))
                    .or(() -> nth(nth, first.plusYears(1)))
                    .map(date -> new Day(date, false));
        });
    }

    private static Optional<LocalDate> nth(Matcher nth, LocalDate first) {
        boolean last = nth.group(2) != null;
        if (nth.group(3).equals("day")) {
            return Optional.of(
                    last ? first.with(TemporalAdjusters.lastDayOfMonth()) : first.withDayOfMonth(number(nth, 1)));
        }
        return CalendarWords.weekday(nth.group(3))
                .map(weekday -> first.with(
                        last
                                ? TemporalAdjusters.lastInMonth(weekday)
                                : TemporalAdjusters.dayOfWeekInMonth(number(nth, 1), weekday)))
                .filter(date -> date.getMonth() == first.getMonth());
    }

    private static Optional<DateReading> withWeekday(String text, LocalDate today, boolean monthFirst) {
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        if (first < 0) {
            return Optional.empty();
        }
        Optional<DayOfWeek> before = CalendarWords.weekday(text.substring(0, first));
        Optional<DayOfWeek> after = CalendarWords.weekday(text.substring(last + 1));
        String date = before.isPresent()
                ? text.substring(first + 1)
                : text.substring(0, last).replaceFirst(" an?$", "");
        return before.or(() -> after)
                .flatMap(weekday -> digits(date, today, monthFirst)
                        .or(() -> monthAndDay(date, today))
                        .or(() -> dayOfMonth(date, today))
                        .map(reading -> agreed(reading, weekday, today))
                        .or(() -> bareNumber(date, weekday, today)));
    }

    private static DateReading agreed(DateReading reading, DayOfWeek said, LocalDate today) {
        if (reading instanceof Several several) {
            List<LocalDate> fitting = several.days().stream()
                    .filter(day -> day.getDayOfWeek() == said)
                    .toList();
            return fitting.size() == 1 ? new Day(fitting.getFirst(), true) : reading;
        }
        if (!(reading instanceof Day day)) {
            return reading;
        }
        // Years are more often wrong than weekdays: a past date counts by the weekday of its next coming.
        LocalDate date = day.recurring() && day.date().isBefore(today)
                ? SpokenDates.nextComing(MonthDay.from(day.date()), today)
                : day.date();
        return date.getDayOfWeek() == said ? day : new Contradiction(date, said);
    }

    /** "Friday 27" is a date if both fit; otherwise 27 may be anything. */
    private static Optional<DateReading> bareNumber(String text, DayOfWeek said, LocalDate today) {
        if (!text.matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return Optional.of(number)
                .filter(day -> day >= 1 && day <= 31)
                .map(day -> nextDayOfMonth(day, today))
                .filter(date -> date.getDayOfWeek() == said)
                .map(date -> new Day(date, false));
    }

    private static DateReading date(@Nullable String said, int month, int day, LocalDate today) {
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return new Unreadable();
        }
        Month named = Month.of(month);
        if (day > named.maxLength()) {
            return new Missing(named, day, null);
        }
        if (said == null) {
            return new Day(SpokenDates.nextComing(MonthDay.of(month, day), today), true);
        }
        YearMonth whole = YearMonth.of(year(said), month);
        return whole.isValidDay(day) ? new Day(whole.atDay(day), true) : new Missing(named, day, whole.getYear());
    }

    private static int year(String said) {
        String digits = said.replace(" ", "");
        return (digits.length() == 2 ? 2000 : 0) + Integer.parseInt(digits);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
