package dev.meridian.gateway.retell;

import dev.meridian.gateway.argument.StartReading;
import dev.meridian.gateway.caller.UnitedStates;
import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.gateway.spoken.DateReading;
import dev.meridian.gateway.spoken.DayAndTime;
import dev.meridian.gateway.spoken.Hours;
import dev.meridian.gateway.spoken.SpokenDates;
import dev.meridian.gateway.spoken.SpokenTimes;
import dev.meridian.gateway.spoken.TimeReading;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the days of a question for free times, {@code date} or {@code start_date} and {@code end_date}, and its hours:
 * {@code part_of_day}, {@code time} or what was said with the date. What is narrowest counts, as long as all fit together.
 */
final class DateArguments {

    private static final int USUAL_DAYS = 14;

    private final ZoneId zone;
    private final LocalDate today;

    private DateArguments(ZoneId zone, LocalDate today) {
        this.zone = zone;
        this.today = today;
    }

    static Heard<SaidDates> read(Arguments arguments, ZoneId zone, LocalDate today) {
        return new DateArguments(zone, today).read(arguments);
    }

    private Heard<SaidDates> read(Arguments arguments) {
        Optional<String> date = arguments.text("date");
        Optional<DayAndTime> both = date.filter(text -> StartReading.of(text) instanceof StartReading.Unreadable)
                .flatMap(DayAndTime::read);
        Optional<String> day = both.map(DayAndTime::date).or(() -> date);
        return hours(arguments, both.map(DayAndTime::time)).then(hours -> {
            Heard<Days> days = day.map(text -> days("date", text)).orElseGet(() -> range(arguments));
            return days.map(found ->
                    new SaidDates(zone, found.from(), found.to(), found.rolled(), hours.field(), hours.readings()));
        });
    }

    private Heard<Days> days(String field, String text) {
        return read(field, text)
                .then(reading -> reading instanceof DateReading.Range range
                        ? notPast(field, range)
                        : coming(field, (DateReading.Day) reading)
                                .map(day -> new Days(day.date(), day.date(), day.rolled())));
    }

    private Heard<DateReading> read(String field, String text) {
        return new DateQuestions(field, today).clear(SpokenDates.read(text, today, UnitedStates.has(zone)));
    }

    private Heard<Days> notPast(String field, DateReading.Range range) {
        return range.to().isBefore(today)
                ? Heard.ask(new DateQuestions(field, today).past(range))
                : Heard.clear(new Days(range.from(), range.to(), false));
    }

    private Heard<Days> range(Arguments arguments) {
        Optional<String> start = arguments.text("start_date");
        Optional<String> end = arguments.text("end_date");
        Heard<Days> first =
                start.map(text -> begun(text, end)).orElseGet(() -> Heard.clear(new Days(today, today, false)));
        return first.then(from -> {
            boolean wholeStretch = from.to().isAfter(from.from());
            LocalDate usual = wholeStretch ? from.to() : from.from().plusDays(USUAL_DAYS);
            return end.map(text -> days("end_date", text))
                    .orElseGet(() -> Heard.clear(new Days(from.from(), usual, false)))
                    .then(last -> last.to().isBefore(from.from())
                            ? Heard.ask(Question.about("end_date", "Until which day shall I look?"))
                            : Heard.clear(new Days(from.from(), last.to(), from.rolled() || last.rolled())));
        });
    }

    /** A range that has begun and is not over goes on from today. */
    private Heard<Days> begun(String text, Optional<String> end) {
        return read("start_date", text).then(reading -> {
            boolean underWay = reading instanceof DateReading.Day day
                    && day.date().isBefore(today)
                    && end.map(last -> SpokenDates.read(last, today, UnitedStates.has(zone)))
                            .filter(last -> last instanceof DateReading.Day until
                                    && !until.date().isBefore(today))
                            .isPresent();
            return underWay ? Heard.clear(new Days(today, today, false)) : days("start_date", text);
        });
    }

    /** A past month and day means its next coming: models get years wrong. */
    private Heard<Coming> coming(String field, DateReading.Day day) {
        if (!day.date().isBefore(today)) {
            return Heard.clear(new Coming(day.date(), false));
        }
        return day.recurring()
                ? Heard.clear(new Coming(SpokenDates.nextComing(MonthDay.from(day.date()), today), true))
                : Heard.ask(new DateQuestions(field, today).past(day));
    }

    private static Heard<SaidHours> hours(Arguments arguments, Optional<String> withDate) {
        Heard<SaidHours> part = hours("part_of_day", arguments.text("part_of_day"));
        return part.then(general -> hours("date", withDate)
                .then(ofDate -> hours("time", arguments.text("time"))
                        .then(time -> general.narrowedBy(ofDate).then(both -> both.narrowedBy(time)))));
    }

    private static Heard<SaidHours> hours(String field, Optional<String> said) {
        if (said.isEmpty()) {
            return Heard.clear(new SaidHours(field, List.of(Hours.of(PartOfDay.ANY))));
        }
        return switch (SpokenTimes.read(said.get())) {
            case TimeReading.At at -> Heard.clear(new SaidHours(field, List.of(Hours.at(at.time()))));
            case TimeReading.Several several ->
                Heard.clear(new SaidHours(
                        field, several.times().stream().map(Hours::at).toList()));
            case TimeReading.Within within -> Heard.clear(new SaidHours(field, within.readings()));
            case TimeReading.Midnight midnight -> Heard.ask(partOfDay(field));
            case TimeReading.Unreadable unreadable -> Heard.ask(partOfDay(field));
        };
    }

    private static Question partOfDay(String field) {
        return Question.about(
                field,
                "Would you like the morning, the afternoon or the evening?",
                Stream.of(PartOfDay.values()).map(PartOfDay::code).toList());
    }

    /** Days that are not past, and whether another year was said. */
    private record Days(LocalDate from, LocalDate to, boolean rolled) {}

    /** A day that is not past, and whether another year was said. */
    private record Coming(LocalDate date, boolean rolled) {}

    /** Hours, the argument they are in, and all that they may mean. */
    private record SaidHours(String field, List<Hours> readings) {

        private boolean any() {
            return readings.stream().allMatch(Hours.of(PartOfDay.ANY)::equals);
        }

        /** "At seven" in the evening is one of the two sevens. */
        Heard<SaidHours> narrowedBy(SaidHours other) {
            if (any()) {
                return Heard.clear(other);
            }
            if (other.any()) {
                return Heard.clear(this);
            }
            List<Hours> fitting = other.readings().stream()
                    .filter(hours -> readings.stream().anyMatch(general -> general.includes(hours.from())))
                    .toList();
            return fitting.isEmpty()
                    ? Heard.ask(Question.about(other.field(), "At what time of the day would you like to come?"))
                    : Heard.clear(new SaidHours(other.field(), fitting));
        }
    }
}
