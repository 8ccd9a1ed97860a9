package dev.meridian.gateway.retell;

import dev.meridian.gateway.argument.DateReading;
import dev.meridian.gateway.argument.SpokenDates;
import dev.meridian.gateway.argument.SpokenTimes;
import dev.meridian.gateway.argument.StartReading;
import dev.meridian.gateway.argument.TimeReading;
import dev.meridian.gateway.caller.CallerZones;
import dev.meridian.gateway.caller.UnitedStates;
import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.time.WallClock;
import dev.meridian.scheduling.time.WallClocks;
import dev.meridian.scheduling.zone.ZoneMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the zones, dates and times among arguments; what is open is asked, not guessed. */
final class SpokenTimeArguments {

    private final CallerZones zones;

    SpokenTimeArguments(CallerZones zones) {
        this.zones = zones;
    }

    /** The caller's zone. */
    Heard<ZoneId> zone(FunctionCall call) {
        Optional<String> said = call.arguments().text("time_zone", "timezone", "timeZone");
        ZoneMatch match = zones.find(said.orElse(null), call.conversation().number());
        if (match instanceof ZoneMatch.Known known) {
            return Heard.clear(known.zone());
        }
        List<ZoneId> choices = CallerZones.choices(match);
        String spoken =
                Spoken.anyOf(choices.stream().map(Spoken::zone).distinct().toList());
        String message = match instanceof ZoneMatch.Ambiguous
                ? "Which time zone do you mean: " + spoken + "?"
                : "Which time zone are you in, for example " + spoken + "?";
        return Heard.ask(Question.about(
                "time_zone", message, choices.stream().map(ZoneId::getId).toList()));
    }

    /** A date in the caller's zone, past or not. */
    Heard<DateReading.Day> date(String field, String text, ZoneId zone, LocalDate today) {
        return switch (SpokenDates.read(text, today, UnitedStates.has(zone))) {
            case DateReading.Day day -> Heard.clear(day);
            case DateReading.Several several ->
                Heard.ask(Question.about(
                        field,
                        "Do you mean "
                                + Spoken.anyOf(several.days().stream()
                                        .map(Spoken::date)
                                        .toList()) + "?",
                        several.days().stream().map(LocalDate::toString).toList()));
            case DateReading.Contradiction contradiction -> {
                LocalDate before = contradiction.date().with(TemporalAdjusters.previous(contradiction.said()));
                LocalDate after = contradiction.date().with(TemporalAdjusters.next(contradiction.said()));
                LocalDate nearest = before.plusDays(3).isBefore(contradiction.date()) ? after : before;
                yield Heard.ask(Question.about(
                        field,
                        Spoken.date(contradiction.date()) + " is not a "
                                + contradiction.said().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                                + ". Do you mean that day, or " + Spoken.date(nearest) + "?",
                        List.of(contradiction.date().toString(), nearest.toString())));
            }
            case DateReading.Unreadable unreadable -> Heard.ask(Question.about(field, "Which date would you like?"));
        };
    }

    /** The start that was asked for: {@code start}, or {@code date} and {@code time}; always in the future. */
    Heard<ZonedDateTime> start(Arguments arguments, ZoneId zone, Instant now) {
        Optional<String> start = arguments.text("start");
        Optional<String> date = arguments.text("date");
        Optional<String> time = arguments.text("time");
        if (start.isPresent()) {
            StartReading reading = StartReading.of(start.get());
            if (!(reading instanceof StartReading.Unreadable) || date.isEmpty() || time.isEmpty()) {
                return fromStart("start", reading, zone, now);
            }
        }
        if (date.isPresent() && time.isEmpty()) {
            StartReading whole = StartReading.of(date.get());
            return whole instanceof StartReading.Unreadable
                    ? Heard.ask(Question.about("time", "At what time would you like to come?"))
                    : fromStart("date", whole, zone, now);
        }
        if (date.isEmpty()) {
            return Heard.ask(
                    time.isPresent()
                            ? Question.about("date", "On which day would you like to come?")
                            : Question.about("start", "Which day and time would you like?"));
        }
        return fromDateAndTime(date.get(), time.orElseThrow(), zone, now);
    }

    private Heard<ZonedDateTime> fromStart(String field, StartReading reading, ZoneId zone, Instant now) {
        Heard<ZonedDateTime> heard = switch (reading) {
            case StartReading.Fixed fixed -> Heard.clear(fixed.at().atZoneSameInstant(zone));
            case StartReading.Local local -> onTheClock(field, local.at(), zone);
            case StartReading.Unreadable unreadable ->
                Heard.ask(Question.about(field, "Which day and time would you like?"));
        };
        return heard.then(at -> future(field, at, now));
    }

    private Heard<ZonedDateTime> fromDateAndTime(String date, String time, ZoneId zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return date("date", date, zone, today).then(day -> {
            if (day.date().isBefore(today)) {
                return Heard.ask(
                        Question.about("date", Spoken.dateAndYear(day.date()) + " is past. Which day would you like?"));
            }
            return time(time)
                    .then(at -> onTheClock("time", LocalDateTime.of(day.date(), at), zone))
                    .then(at -> future("time", at, now));
        });
    }

    private static Heard<LocalTime> time(String text) {
        return switch (SpokenTimes.read(text)) {
            case TimeReading.At at -> Heard.clear(at.time());
            case TimeReading.Several several ->
                Heard.ask(Question.about(
                        "time",
                        "Do you mean "
                                + Spoken.anyOf(several.times().stream()
                                        .map(Spoken::time)
                                        .toList()) + "?",
                        several.times().stream().map(LocalTime::toString).toList()));
            case TimeReading.Unreadable unreadable ->
                Heard.ask(Question.about("time", "At what time would you like to come?"));
        };
    }

    private static Heard<ZonedDateTime> onTheClock(String field, LocalDateTime local, ZoneId zone) {
        return switch (WallClocks.resolve(local, zone, null)) {
            case WallClock.Exact exact -> Heard.clear(exact.at());
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

    private static Heard<ZonedDateTime> future(String field, ZonedDateTime at, Instant now) {
        return at.toInstant().isAfter(now)
                ? Heard.clear(at)
                : Heard.ask(Question.about(
                        field, Spoken.dateTimeAndYear(at) + " is past. Which day and time would you like?"));
    }
}
