package dev.meridian.gateway.spoken;

import dev.meridian.gateway.spoken.DateReading.Day;
import dev.meridian.gateway.spoken.DateReading.Range;
import dev.meridian.gateway.spoken.DateReading.Several;
import dev.meridian.gateway.spoken.DateReading.Unreadable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stretches of days: "next week", "this weekend", "end of the month", "between Monday and Wednesday", "after the 5th". One that
 * has begun goes on from today; one without an end lasts two weeks.
 */
final class Periods {

    private static final int USUAL_DAYS = 14;
    private static final int FEW_DAYS = 5;
    private static final int LONGEST_DAYS = 62;

    private static final String PART =
            "(?:(early|late|later|mid)(?: in)? |(?:the )?(beginning|start|middle|end|rest|remainder) of )?";

    private static final Pattern LEAD =
            Pattern.compile("^(?:(?:sometime|some time|any ?time|any day|some day|in|during|over|at) )+");
    private static final Pattern WEEK = Pattern.compile(PART + "(?:(the|this|next|the next) )?week( after next)?");
    private static final Pattern WEEKEND = Pattern.compile("(?:(the|this|this coming|coming|next) )?weekend");
    private static final Pattern MONTH =
            Pattern.compile(PART + "(?:(?:(the|this|next|the next) )?(month)|([a-z]+)(?: (\\d{4}))?)");
    private static final Pattern ISO_MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern COUNTED = Pattern.compile(
            "(?:within )?(?:the )?(?:next|coming|following) (\\d{1,2}|few|couple of) (day|week)s?|within (an?|\\d{1,2}) (day|week)s?");

    private static final Pattern BETWEEN = Pattern.compile("between (.+?) and (.+)");
    private static final Pattern FROM_TO = Pattern.compile("(?:from )?(.+?) (?:to|until|till|til|through|thru|-) (.+)");
    private static final Pattern EITHER = Pattern.compile("(?:either )?(.+?) (?:or|and) (.+)");
    private static final Pattern AFTER = Pattern.compile("(?:after|later than) (.+)");
    private static final Pattern BEGINNING = Pattern.compile(
            "(?:from|starting(?: on)?|beginning(?: on)?|as of) (.+?)(?: on| onwards?| forward)?|(.+) (?:or later|onwards?)");
    private static final Pattern UNTIL = Pattern.compile("(?:by|until|till|no later than|up to) (.+)");
    private static final Pattern BEFORE = Pattern.compile("(?:before|earlier than|prior to) (.+)");

    private static final Pattern DAY_NUMBER = Pattern.compile("(?:the )?(\\d{1,2})(?:st|nd|rd|th)?");
    private static final Pattern DAYS_OF_MONTH = Pattern.compile("(?<=[a-z] \\d{1,2})-(?=\\d{1,2}\\b)");
    private static final Pattern ISO_INTERVAL =
            Pattern.compile("(?<=\\d{4}-\\d{2}-\\d{2}) ?(?:/|\\.\\.) ?(?=\\d{4}-\\d{2}-\\d{2})");

    private final LocalDate today;
    private final boolean monthFirst;

    private Periods(LocalDate today, boolean monthFirst) {
        this.today = today;
        this.monthFirst = monthFirst;
    }

    static Optional<DateReading> read(String plain, LocalDate today, boolean monthFirst) {
        if (NoPreference.is(plain)) {
            return Optional.of(new Range(today, today.plusDays(USUAL_DAYS)));
        }
        String text = ISO_INTERVAL.matcher(plain).replaceFirst(" to ");
        text = DAYS_OF_MONTH.matcher(text).replaceFirst(" - ");
        return new Periods(today, monthFirst).read(LEAD.matcher(text).replaceFirst(""));
    }

    private Optional<DateReading> read(String text) {
        return week(text)
                .or(() -> weekend(text))
                .or(() -> month(text))
                .or(() -> counted(text))
                .or(() -> ends(text))
                .or(() -> open(text))
                .or(() -> either(text));
    }

    private Optional<DateReading> week(String text) {
        Matcher week = WEEK.matcher(text);
        if (!week.matches() || text.equals("week")) {
            return Optional.empty();
        }
        boolean next = week.group(3) != null && week.group(3).endsWith("next");
        int weeks = week.group(4) != null ? 2 : next ? 1 : 0;
        LocalDate monday =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(weeks);
        return switch (part(week)) {
            case "early" -> range(monday, monday.plusDays(2));
            case "mid" -> range(monday.plusDays(1), monday.plusDays(3));
            case "late" -> range(monday.plusDays(3), monday.plusDays(6));
            default -> range(monday, monday.plusDays(6));
        };
    }

    private Optional<DateReading> weekend(String text) {
        Matcher weekend = WEEKEND.matcher(text);
        if (!weekend.matches()) {
            return Optional.empty();
        }
        boolean next = "next".equals(weekend.group(1));
        LocalDate saturday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(next ? 1 : 0)
                .with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        return range(saturday, saturday.plusDays(1));
    }

    private Optional<DateReading> month(String text) {
        Matcher iso = ISO_MONTH.matcher(text);
        if (iso.matches()) {
            YearMonth month = YearMonth.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)));
            return range(month.atDay(1), month.atEndOfMonth());
        }
        Matcher month = MONTH.matcher(text.equals("month end") ? "end of month" : text);
        if (!month.matches()) {
            return Optional.empty();
        }
        if (month.group(4) != null) {
            boolean next = month.group(3) != null && month.group(3).endsWith("next");
            return text.equals("month")
                    ? Optional.empty()
                    : Optional.of(ofMonth(month, YearMonth.from(today).plusMonths(next ? 1 : 0)));
        }
        return CalendarWords.month(month.group(5)).map(named -> {
            if (month.group(6) != null) {
                return ofMonth(month, YearMonth.of(Integer.parseInt(month.group(6)), named));
            }
            YearMonth thisYear = YearMonth.of(today.getYear(), named);
            Range range = ofMonth(month, thisYear);
            return range.to().isBefore(today) ? ofMonth(month, thisYear.plusYears(1)) : range;
        });
    }

    private Range ofMonth(Matcher said, YearMonth month) {
        LocalDate end = month.atEndOfMonth();
        return switch (part(said)) {
            case "early" -> fromToday(month.atDay(1), month.atDay(7));
            case "mid" -> fromToday(month.atDay(11), month.atDay(20));
            case "late" -> fromToday(end.minusDays(6), end);
            default -> fromToday(month.atDay(1), end);
        };
    }

    private static String part(Matcher said) {
        String part = said.group(1) == null ? said.group(2) : said.group(1);
        return switch (part == null ? "" : part) {
            case "early", "beginning", "start" -> "early";
            case "mid", "middle" -> "mid";
            case "late", "end" -> "late";
            default -> "";
        };
    }

    private Optional<DateReading> counted(String text) {
        Matcher counted = COUNTED.matcher(text);
        if (!counted.matches()) {
            return Optional.empty();
        }
        String count = counted.group(1) == null ? counted.group(3) : counted.group(1);
        String unit = counted.group(2) == null ? counted.group(4) : counted.group(2);
        int number = switch (count) {
            case "a", "an" -> 1;
            case "couple of" -> 2;
            case "few" -> FEW_DAYS;
            default -> Integer.parseInt(count);
        };
        return count.equals("few") && unit.equals("week")
                ? Optional.empty()
                : range(today, unit.equals("day") ? today.plusDays(number) : today.plusWeeks(number));
    }

    private Optional<DateReading> ends(String text) {
        Matcher between = BETWEEN.matcher(text);
        if (between.matches()) {
            return between(between.group(1), between.group(2));
        }
        Matcher fromTo = FROM_TO.matcher(text);
        return fromTo.matches() ? between(fromTo.group(1), fromTo.group(2)) : Optional.empty();
    }

    private Optional<DateReading> between(String first, String last) {
        return first(first, last).flatMap(from -> from instanceof Day day ? to(day.date(), last) : Optional.of(from));
    }

    /** "The 3rd" takes its month from "the 5th of December". */
    private Optional<DateReading> first(String first, String last) {
        Matcher number = DAY_NUMBER.matcher(first);
        if (!number.matches()) {
            return day(first, today);
        }
        int day = Integer.parseInt(number.group(1));
        return day(last, today)
                .filter(end -> end instanceof Day && last.replace("the ", "").matches(".*[a-z]{3}.*"))
                .map(end -> ((Day) end).date())
                .filter(end -> day >= 1 && day <= end.getDayOfMonth())
                .<DateReading>map(end -> new Day(end.withDayOfMonth(day), true))
                .or(() -> day("the " + day + "th", today));
    }

    private Optional<DateReading> to(LocalDate from, String last) {
        Matcher number = DAY_NUMBER.matcher(last);
        Optional<DateReading> end = number.matches()
                ? day("the " + number.group(1) + "th", from)
                : day(last, last.contains("tomorrow") ? today : from);
        return end.map(reading -> switch (reading) {
            case Day day -> span(from, day.date());
            case Several several ->
                several.days().contains(from) ? span(from, several.days().getLast()) : several;
            default -> reading;
        });
    }

    private DateReading span(LocalDate from, LocalDate to) {
        return to.isBefore(from) || from.plusDays(LONGEST_DAYS).isBefore(to) ? new Unreadable() : fromToday(from, to);
    }

    private Optional<DateReading> open(String text) {
        Matcher after = AFTER.matcher(text);
        if (after.matches()) {
            return end(after.group(1)).map(day -> fromToday(day.plusDays(1), day.plusDays(USUAL_DAYS)));
        }
        Matcher beginning = BEGINNING.matcher(text);
        if (beginning.matches()) {
            String first = beginning.group(1) == null ? beginning.group(2) : beginning.group(1);
            return end(first).map(day -> fromToday(day, day.plusDays(USUAL_DAYS)));
        }
        Matcher until = UNTIL.matcher(text);
        if (until.matches()) {
            return end(until.group(1)).filter(day -> !day.isBefore(today)).map(day -> new Range(today, day));
        }
        Matcher before = BEFORE.matcher(text);
        return before.matches()
                ? end(before.group(1)).filter(day -> day.isAfter(today)).map(day -> new Range(today, day.minusDays(1)))
                : Optional.empty();
    }

    private Optional<LocalDate> end(String text) {
        return day(text, today).filter(Day.class::isInstance).map(day -> ((Day) day).date());
    }

    /** Two days that follow each other are a stretch; of others one has to be chosen. */
    private Optional<DateReading> either(String text) {
        Matcher either = EITHER.matcher(text);
        if (!either.matches()) {
            return Optional.empty();
        }
        return end(either.group(1)).flatMap(first -> {
            Matcher number = DAY_NUMBER.matcher(either.group(2));
            String other = number.matches() ? "the " + number.group(1) + "th" : either.group(2);
            return day(other, number.matches() ? first : today)
                    .filter(Day.class::isInstance)
                    .map(day -> ((Day) day).date())
                    .map(second -> first.plusDays(1).equals(second)
                            ? new Range(first, second)
                            : new Several(List.of(first, second)));
        });
    }

    private Optional<DateReading> day(String text, LocalDate base) {
        return SpokenDates.day(text, base, monthFirst);
    }

    private Optional<DateReading> range(LocalDate from, LocalDate to) {
        return Optional.of(fromToday(from, to));
    }

    private Range fromToday(LocalDate from, LocalDate to) {
        return from.isBefore(today) && !to.isBefore(today) ? new Range(today, to) : new Range(from, to);
    }
}
