package dev.meridian.gateway.argument;

import dev.meridian.gateway.argument.DateReading.Contradiction;
import dev.meridian.gateway.argument.DateReading.Day;
import dev.meridian.gateway.argument.DateReading.Several;
import dev.meridian.gateway.argument.DateReading.Unreadable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates: ISO 8601, digits, and English such as "Nov 23rd", "Monday, November 23", "tomorrow" or "next Tuesday".
 * Where English leaves two days open, both are returned. A date without a year is its next coming.
 */
public final class SpokenDates {

    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[t ].*)?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})(?:[-/.](\\d{4}|\\d{2})|\\.)?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([a-z]+) (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\\d{4}))?");
    private static final Pattern IN_DAYS = Pattern.compile("in (\\d{1,3}|a|one|two|three) (days?|weeks?)");

    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("january", 1),
            Map.entry("february", 2),
            Map.entry("march", 3),
            Map.entry("april", 4),
            Map.entry("may", 5),
            Map.entry("june", 6),
            Map.entry("july", 7),
            Map.entry("august", 8),
            Map.entry("september", 9),
            Map.entry("october", 10),
            Map.entry("november", 11),
            Map.entry("december", 12));
    private static final Map<String, Integer> COUNTS = Map.of("a", 1, "one", 1, "two", 2, "three", 3);

    private SpokenDates() {}

    /**
     * What the text means to somebody for whom it is {@code today}.
     *
     * @param monthFirst whether 11/12 is November 12 there; elsewhere it is left open
     */
    public static DateReading read(String text, LocalDate today, boolean monthFirst) {
        String plain = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=[a-z])\\.", "")
                .replace(',', ' ')
                .replaceAll("\\s+", " ")
                .strip();
        try {
            return relative(plain, today)
                    .or(() -> weekday(plain, today))
                    .or(() -> digits(plain, today, monthFirst))
                    .or(() -> words(plain, today))
                    .orElseGet(Unreadable::new);
        } catch (DateTimeException e) {
            return new Unreadable();
        }
    }

    /** The next day with that month and day, today included. */
    public static LocalDate nextComing(MonthDay day, LocalDate today) {
        int year = today.getYear();
        while (!day.isValidYear(year) || day.atYear(year).isBefore(today)) {
            year++;
        }
        return day.atYear(year);
    }

    private static Optional<DateReading> relative(String text, LocalDate today) {
        return switch (text) {
            case "today", "tonight", "this morning", "this afternoon", "this evening" -> day(today);
            case "tomorrow", "tomorrow morning", "tomorrow afternoon", "tomorrow evening" -> day(today.plusDays(1));
            case "day after tomorrow", "the day after tomorrow" -> day(today.plusDays(2));
            case "yesterday" -> day(today.minusDays(1));
            default -> {
                Matcher in = IN_DAYS.matcher(text);
                if (!in.matches()) {
                    yield Optional.empty();
                }
                Integer word = COUNTS.get(in.group(1));
                int count = word != null ? word : Integer.parseInt(in.group(1));
                yield day(in.group(2).startsWith("day") ? today.plusDays(count) : today.plusWeeks(count));
            }
        };
    }

    private static Optional<DateReading> day(LocalDate date) {
        return Optional.of(new Day(date, false));
    }

    private static Optional<DateReading> weekday(String text, LocalDate today) {
        String name = text.replaceFirst("^(?:on |this coming |this |coming |next )", "");
        Optional<DayOfWeek> found = dayOfWeek(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DayOfWeek weekday = found.get();
        LocalDate coming = today.with(TemporalAdjusters.next(weekday));
        if (text.startsWith("next ")) {
            return Optional.of(
                    startsNewWeek(today, coming)
                            ? new Day(coming, false)
                            : new Several(List.of(coming, coming.plusWeeks(1))));
        }
        if (today.getDayOfWeek() != weekday) {
            return Optional.of(new Day(coming, false));
        }
        return Optional.of(
                text.startsWith("this ") && !text.startsWith("this coming ")
                        ? new Day(today, false)
                        : new Several(List.of(today, coming)));
    }

    /** Whether the day is in the week after today's, be Sunday or Monday the first day of a week. */
    private static boolean startsNewWeek(LocalDate today, LocalDate day) {
        return Stream.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY).allMatch(first -> {
            LocalDate nextWeek = today.with(TemporalAdjusters.next(first));
            return !day.isBefore(nextWeek) && day.isBefore(nextWeek.plusWeeks(1));
        });
    }

    private static Optional<DateReading> digits(String text, LocalDate today, boolean monthFirst) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return Optional.of(new Day(LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)), true));
        }
        Matcher digits = DIGITS.matcher(text);
        if (!digits.matches()) {
            return Optional.empty();
        }
        int first = number(digits, 1);
        int second = number(digits, 2);
        boolean dots = text.contains(".");
        if (first > 12 || first == second) {
            return Optional.of(new Day(date(digits.group(3), second, first, today), true));
        }
        if (second > 12 || (monthFirst && !dots)) {
            return Optional.of(new Day(date(digits.group(3), first, second, today), true));
        }
        return Optional.of(new Several(
                Stream.of(date(digits.group(3), first, second, today), date(digits.group(3), second, first, today))
                        .sorted()
                        .toList()));
    }

    private static Optional<DateReading> words(String text, LocalDate today) {
        String[] parts = text.split(" ", 2);
        Optional<DayOfWeek> said = parts.length == 2 ? dayOfWeek(parts[0]) : Optional.empty();
        String rest = said.isPresent() ? parts[1] : text;
        Optional<LocalDate> date = monthAndDay(rest, today);
        if (date.isEmpty() && said.isPresent()) {
            date = digits(rest, today, true).filter(Day.class::isInstance).map(day -> ((Day) day).date());
        }
        return date.map(found -> said.isPresent() && said.get() != found.getDayOfWeek()
                ? new Contradiction(found, said.get())
                : new Day(found, true));
    }

    private static Optional<LocalDate> monthAndDay(String text, LocalDate today) {
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.matches()) {
            return month(monthFirst.group(1))
                    .map(month -> date(monthFirst.group(3), month, number(monthFirst, 2), today));
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return month(dayFirst.group(2)).map(month -> date(dayFirst.group(3), month, number(dayFirst, 1), today));
        }
        return Optional.empty();
    }

    private static LocalDate date(@Nullable String year, int month, int day, LocalDate today) {
        if (year == null) {
            return nextComing(MonthDay.of(month, day), today);
        }
        int full = year.length() == 2 ? 2000 + Integer.parseInt(year) : Integer.parseInt(year);
        return Year.of(full).atMonth(month).atDay(day);
    }

    private static Optional<Integer> month(String name) {
        return byName(MONTHS, name);
    }

    private static Optional<DayOfWeek> dayOfWeek(String name) {
        return name.length() < 3
                ? Optional.empty()
                : Stream.of(DayOfWeek.values())
                        .filter(day -> {
                            String full = day.name().toLowerCase(Locale.ROOT);
                            return full.equals(name) || (name.length() <= 5 && full.startsWith(name));
                        })
                        .findFirst();
    }

    private static Optional<Integer> byName(Map<String, Integer> names, String name) {
        if (name.length() < 3) {
            return Optional.empty();
        }
        return names.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name)
                        || (name.length() <= 4 && entry.getKey().startsWith(name)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
