package dev.meridian.gateway.spoken;

import dev.meridian.gateway.spoken.DateReading.Day;
import dev.meridian.gateway.spoken.DateReading.Several;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Days that are told from today: "tomorrow", "in two weeks", "next Tuesday", "Friday week". */
final class RelativeDays {

    private static final String COUNT = "(an?|\\d{1,3}) (day|week|fortnight|month)s?";
    private static final Pattern IN = Pattern.compile("in " + COUNT + "(?: time)?(?: from (?:now|today))?");
    private static final Pattern FROM = Pattern.compile(COUNT + " (?:from |after |on )?(.+)");
    private static final Pattern A_WEEK_LATER = Pattern.compile("(.+) week");
    private static final Pattern WEEKDAY =
            Pattern.compile("(?:the )?(?:(this coming|this|coming|next|last) )?([a-z]+)");
    private static final Pattern OF_A_WEEK = Pattern.compile("([a-z]+) (?:of )?(this|next) week");
    private static final Pattern IN_A_WEEK = Pattern.compile("(this|next) week (?:on )?([a-z]+)");

    private RelativeDays() {}

    static Optional<DateReading> read(String text, LocalDate today) {
        return named(text, today).or(() -> counted(text, today)).or(() -> weekday(text, today));
    }

    private static Optional<DateReading> named(String text, LocalDate today) {
        return switch (text) {
            case "today", "now", "right now" -> day(today);
            case "tomorrow" -> day(today.plusDays(1));
            case "day after tomorrow", "the day after tomorrow" -> day(today.plusDays(2));
            case "yesterday" -> day(today.minusDays(1));
            default -> Optional.empty();
        };
    }

    private static Optional<DateReading> day(LocalDate date) {
        return Optional.of(new Day(date, false));
    }

    private static Optional<DateReading> counted(String text, LocalDate today) {
        Matcher in = IN.matcher(text);
        if (in.matches()) {
            return day(today.plus(period(in)));
        }
        Matcher from = FROM.matcher(text);
        if (from.matches()) {
            return base(from.group(3), today).map(base -> later(base, period(from)));
        }
        Matcher week = A_WEEK_LATER.matcher(text);
        return week.matches()
                ? base(week.group(1), today).map(base -> later(base, Period.ofWeeks(1)))
                : Optional.empty();
    }

    private static Period period(Matcher counted) {
        int count = counted.group(1).startsWith("a") ? 1 : Integer.parseInt(counted.group(1));
        return switch (counted.group(2)) {
            case "day" -> Period.ofDays(count);
            case "week" -> Period.ofWeeks(count);
            case "fortnight" -> Period.ofWeeks(2 * count);
            default -> Period.ofMonths(count);
        };
    }

    private static Optional<DateReading> base(String text, LocalDate today) {
        return named(text, today)
                .or(() -> CalendarWords.weekday(text).isPresent() ? weekday(text, today) : Optional.empty());
    }

    private static DateReading later(DateReading base, Period period) {
        return switch (base) {
            case Day day -> new Day(day.date().plus(period), false);
            case Several several ->
                new Several(several.days().stream().map(day -> day.plus(period)).toList());
            default -> base;
        };
    }

    private static Optional<DateReading> weekday(String text, LocalDate today) {
        Matcher alone = WEEKDAY.matcher(text);
        if (alone.matches()) {
            String which = alone.group(1) == null ? "" : alone.group(1);
            return CalendarWords.weekday(alone.group(2)).map(weekday -> weekday(which, weekday, today));
        }
        Matcher of = OF_A_WEEK.matcher(text);
        if (of.matches()) {
            return CalendarWords.weekday(of.group(1)).map(weekday -> inWeek(of.group(2), weekday, today));
        }
        Matcher in = IN_A_WEEK.matcher(text);
        return in.matches()
                ? CalendarWords.weekday(in.group(2)).map(weekday -> inWeek(in.group(1), weekday, today))
                : Optional.empty();
    }

    private static DateReading weekday(String which, DayOfWeek weekday, LocalDate today) {
        LocalDate coming = today.with(TemporalAdjusters.next(weekday));
        boolean isToday = today.getDayOfWeek() == weekday;
        return switch (which) {
            case "last" -> new Day(today.with(TemporalAdjusters.previous(weekday)), false);
            case "next" -> {
                // Said of a day of the week we are in, it is that one to some and the one after to others.
                boolean onlyOne = isToday
                        || (inWeek("next", weekday, today) instanceof Day next
                                && next.date().equals(coming));
                yield onlyOne ? new Day(coming, false) : new Several(List.of(coming, coming.plusWeeks(1)));
            }
            case "this" -> new Day(isToday ? today : coming, false);
            default -> isToday ? new Several(List.of(today, coming)) : new Day(coming, false);
        };
    }

    /** The weekday of this week or the next, both where it hangs on whether a week begins on Monday or on Sunday. */
    private static DateReading inWeek(String which, DayOfWeek weekday, LocalDate today) {
        List<LocalDate> days = Stream.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY)
                .map(first -> today.with(TemporalAdjusters.previousOrSame(first))
                        .plusWeeks(which.equals("next") ? 1 : 0)
                        .with(TemporalAdjusters.nextOrSame(weekday)))
                .distinct()
                .sorted()
                .toList();
        return days.size() == 1 ? new Day(days.getFirst(), false) : new Several(days);
    }
}
