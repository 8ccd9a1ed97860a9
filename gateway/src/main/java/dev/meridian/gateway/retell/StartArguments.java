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
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.time.WallClock;
import dev.meridian.scheduling.time.WallClocks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code start}, or {@code date} and {@code time}, in the caller's zone at the moment of the call. */
final class StartArguments {

    private static final String WHICH_DAY_AND_TIME = "Which day and time would you like?";
    private static final String WHICH_DAY = "On which day would you like to come?";
    private static final String WHICH_TIME = "At what time would you like to come?";

    private final ZoneId zone;
    private final Instant now;
    private final LocalDate today;

    private StartArguments(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
        this.today = LocalDate.ofInstant(now, zone);
    }

    /** The start; what is missing, past or leaves a day or a time open is asked. */
    static Heard<SaidStart> read(Arguments arguments, ZoneId zone, Instant now) {
        return new StartArguments(zone, now).read(arguments);
    }

    private Heard<SaidStart> read(Arguments arguments) {
        Optional<String> start = arguments.text("start", "start_time");
        Optional<String> date = arguments.text("date");
        Optional<String> time = arguments.text("time");
        if (date.isPresent() && time.isPresent()) {
            return start.flatMap(text -> whole("start", text))
                    .or(() -> exact("time", time.get(), date.get()))
                    .orElseGet(() -> dateAndTime(date.get(), time.get()));
        }
        if (start.isPresent()) {
            return whole("start", start.get()).orElseGet(() -> withPart(start.get(), date, time));
        }
        if (date.isPresent()) {
            return whole("date", date.get())
                    .orElseGet(() -> day("date", date.get(), today).then(day -> ask("time", WHICH_TIME)));
        }
        return time.flatMap(text -> whole("time", text))
                .orElseGet(() -> time.isPresent() ? ask("date", WHICH_DAY) : ask("start", WHICH_DAY_AND_TIME));
    }

    private static <T> Heard<T> ask(String field, String message) {
        return Heard.ask(Question.about(field, message));
    }

    /** A day and a time in one text. */
    private Optional<Heard<SaidStart>> whole(String field, String text) {
        return switch (StartReading.of(text.replaceFirst("[.,;]+$", ""))) {
            case StartReading.Fixed fixed ->
                Optional.of(future(field, fixed.at().atZoneSameInstant(zone)));
            case StartReading.Local local -> Optional.of(onTheClock(field, local.at()));
            case StartReading.Unreadable unreadable -> DayAndTime.read(text).map(both -> dayAndTime(field, both));
        };
    }

    /** The zone that was said with a time is the one that it counts in. */
    private Heard<SaidStart> dayAndTime(String field, DayAndTime both) {
        ZoneId said = Objects.requireNonNullElse(both.zone(), zone);
        StartArguments there = said.equals(zone) ? this : new StartArguments(said, now);
        return there.day(field, both.date(), there.today)
                .then(day -> there.onDay(field.equals("date") ? "time" : field, day, SpokenTimes.read(both.time())))
                .map(start -> new SaidStart(
                        start.field(),
                        start.readings().stream()
                                .map(at -> at.withZoneSameInstant(zone))
                                .toList()));
    }

    /** A {@code time} that is an instant of the day that {@code date} names tells more than the date: its offset. */
    private Optional<Heard<SaidStart>> exact(String field, String time, String date) {
        if (!(StartReading.of(time) instanceof StartReading.Fixed fixed)) {
            return Optional.empty();
        }
        ZonedDateTime at = fixed.at().atZoneSameInstant(zone);
        // A day ends with the midnight of the next.
        LocalDate its =
                at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().minusDays(1) : at.toLocalDate();
        return SpokenDates.read(date, today, UnitedStates.has(zone)) instanceof DateReading.Day day
                        && (day.date().equals(at.toLocalDate()) || day.date().equals(its))
                ? Optional.of(future(field, at))
                : Optional.empty();
    }

    /** A {@code start} that is only a day or only a time, beside the other half if that was given. */
    private Heard<SaidStart> withPart(String start, Optional<String> date, Optional<String> time) {
        boolean isDay = !(SpokenDates.read(start, today, UnitedStates.has(zone)) instanceof DateReading.Unreadable);
        boolean isTime = !(SpokenTimes.read(start) instanceof TimeReading.Unreadable);
        if (isDay) {
            return day("start", start, today)
                    .then(day -> time.isPresent()
                            ? onDay("time", day, SpokenTimes.read(time.get()))
                            : ask("start", WHICH_TIME));
        }
        return isTime && date.isPresent() ? dateAndTime(date.get(), start) : ask("start", WHICH_DAY_AND_TIME);
    }

    private Heard<SaidStart> dateAndTime(String date, String time) {
        Optional<DayAndTime> both = DayAndTime.read(date);
        String onlyDate = both.map(DayAndTime::date).orElse(date);
        TimeReading reading = SpokenTimes.read(time);
        // "Tomorrow morning" at "9" is 9 in the morning.
        TimeReading narrowed = both.map(DayAndTime::time)
                .map(SpokenTimes::read)
                .map(part -> narrowed(reading, part))
                .orElse(reading);
        return day("date", onlyDate, today).then(day -> onDay("time", day, narrowed));
    }

    private static TimeReading narrowed(TimeReading reading, TimeReading part) {
        if (reading instanceof TimeReading.Several several && part instanceof TimeReading.Within within) {
            List<LocalTime> times = several.times().stream()
                    .filter(time -> within.readings().stream().anyMatch(hours -> hours.includes(time)))
                    .toList();
            return times.size() == 1 ? new TimeReading.At(times.getFirst()) : reading;
        }
        return reading;
    }

    /** One day that is not past. */
    private Heard<LocalDate> day(String field, String text, LocalDate from) {
        DateQuestions questions = new DateQuestions(field, from);
        return questions
                .clear(SpokenDates.read(text, from, UnitedStates.has(zone)))
                .then(reading -> reading instanceof DateReading.Range range
                        ? only(range, questions)
                        : notPast((DateReading.Day) reading, questions, from));
    }

    private static Heard<LocalDate> notPast(DateReading.Day day, DateQuestions questions, LocalDate from) {
        return day.date().isBefore(from) ? Heard.ask(questions.past(day)) : Heard.clear(day.date());
    }

    private Heard<LocalDate> only(DateReading.Range range, DateQuestions questions) {
        if (range.to().isBefore(today)) {
            return Heard.ask(questions.past(range));
        }
        return range.from().equals(range.to()) ? Heard.clear(range.from()) : Heard.ask(questions.oneOf(range));
    }

    private Heard<SaidStart> onDay(String field, LocalDate day, TimeReading reading) {
        return switch (reading) {
            case TimeReading.At at -> onTheClock(field, day.atTime(at.time()));
            case TimeReading.Several several -> several(field, day, several.times());
            case TimeReading.Within within -> within(field, day, within);
            case TimeReading.Midnight midnight -> Heard.ask(midnight(field, day));
            case TimeReading.Unreadable unreadable -> ask(field, WHICH_TIME);
        };
    }

    private Heard<SaidStart> within(String field, LocalDate day, TimeReading.Within within) {
        return within.readings().stream().allMatch(Hours::exact)
                ? several(
                        field, day, within.readings().stream().map(Hours::from).toList())
                : ask(field, "At what time exactly would you like to come?");
    }

    private Question midnight(String field, LocalDate day) {
        return Question.about(
                field,
                "Do you mean the midnight with which " + Spoken.date(day) + " begins, or the one with which it ends?",
                List.of(
                        Times.in(zone, day.atStartOfDay(zone).toInstant()),
                        Times.in(zone, day.plusDays(1).atStartOfDay(zone).toInstant())));
    }

    /** Times that do not exist or have passed are not meant. */
    private Heard<SaidStart> several(String field, LocalDate day, List<LocalTime> times) {
        List<ZonedDateTime> coming = times.stream()
                .map(day::atTime)
                .flatMap(local -> zone.getRules().getValidOffsets(local).stream()
                        .map(offset -> ZonedDateTime.ofLocal(local, zone, offset)))
                .filter(at -> at.toInstant().isAfter(now))
                .toList();
        return coming.isEmpty()
                ? onTheClock(field, day.atTime(times.getLast()))
                : Heard.clear(new SaidStart(field, coming));
    }

    private Heard<SaidStart> onTheClock(String field, LocalDateTime local) {
        return switch (WallClocks.resolve(local, zone, null)) {
            case WallClock.Exact exact -> future(field, exact.at());
            case WallClock.Gap gap ->
                Heard.ask(Question.about(
                        field,
                        "There is no " + Spoken.time(gap.asked().toLocalTime()) + " on "
                                + Spoken.date(gap.asked().toLocalDate())
                                + " because the clocks go forward. Would "
                                + Spoken.time(gap.after().toLocalTime())
                                + " suit you?",
                        List.of(Times.in(zone, gap.after().toInstant()))));
            case WallClock.Overlap overlap ->
                Heard.ask(Question.about(
                        field,
                        Spoken.time(local.toLocalTime()) + " comes twice on " + Spoken.date(local.toLocalDate())
                                + " because the clocks go back. Do you mean "
                                + Spoken.anyOf(List.of(Spoken.zone(overlap.earlier()), Spoken.zone(overlap.later())))
                                + "?",
                        List.of(
                                Times.in(zone, overlap.earlier().toInstant()),
                                Times.in(zone, overlap.later().toInstant()))));
        };
    }

    private Heard<SaidStart> future(String field, ZonedDateTime at) {
        return at.toInstant().isAfter(now)
                ? Heard.clear(new SaidStart(field, List.of(at)))
                : ask(field, Spoken.dateTimeAndYear(at) + " is past. " + WHICH_DAY_AND_TIME);
    }
}
