package dev.meridian.availability;

import dev.meridian.availability.BusyMirror.Answer;
import dev.meridian.calendars.BusyDays;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Busy times of calendars as they are now, or as they were a moment ago where a mirror may keep them. Questions at the same time
 * about the same calendars are asked once. That a calendar does not answer is never kept.
 */
final class BusyCalendars {

    private static final Duration GRAIN = Duration.ofHours(1);

    private record Question(SortedSet<String> calendars, TimeRange range) {}

    private final CalendarConnector connector;
    private final BusyMirror mirror;
    private final Clock clock;
    private final SingleFlight<Question, Map<String, BusyTimes>> questions = new SingleFlight<>();

    BusyCalendars(CalendarConnector connector, BusyMirror mirror, Clock clock) {
        this.connector = connector;
        this.mirror = mirror;
        this.clock = clock;
    }

    /** Busy times in at least [from, to): widened to whole hours, so that questions of the same minute are the same. */
    Map<String, BusyTimes> freeBusy(SortedSet<String> calendars, Instant from, Instant to) {
        if (calendars.isEmpty()) {
            return Map.of();
        }
        TimeRange range = new TimeRange(floor(from), ceil(to));
        TimeRange days = BusyDays.around(clock.instant());
        return mirror.isKept() && days.covers(range) ? mirrored(calendars, range, days) : asked(calendars, range);
    }

    /** What is kept, and of the others so much at once that later questions find their answer in it. */
    private Map<String, BusyTimes> mirrored(SortedSet<String> calendars, TimeRange range, TimeRange days) {
        Map<String, BusyTimes> found = new HashMap<>();
        SortedSet<String> open = new TreeSet<>();
        for (String calendar : calendars) {
            mirror.find(calendar, range)
                    .ifPresentOrElse(
                            answer -> found.put(calendar, new BusyTimes.Known(answer.busy())),
                            () -> open.add(calendar));
        }
        if (!open.isEmpty()) {
            found.putAll(kept(open, days));
        }
        found.replaceAll((calendar, answer) -> within(range, answer));
        return found;
    }

    private Map<String, BusyTimes> asked(SortedSet<String> calendars, TimeRange range) {
        Question question = new Question(new TreeSet<>(calendars), range);
        return questions.get(question, () -> ask(question));
    }

    private Map<String, BusyTimes> kept(SortedSet<String> calendars, TimeRange days) {
        Question question = new Question(calendars, days);
        return questions.get(question, () -> {
            Instant asOf = clock.instant();
            Map<String, BusyTimes> answers = ask(question);
            answers.forEach((calendar, answer) -> {
                if (answer instanceof BusyTimes.Known known) {
                    mirror.keep(calendar, new Answer(asOf, days, known.busy()));
                }
            });
            return answers;
        });
    }

    private static BusyTimes within(TimeRange range, BusyTimes answer) {
        return switch (answer) {
            case BusyTimes.Known known ->
                new BusyTimes.Known(
                        known.busy().stream().filter(range::overlaps).toList());
            case BusyTimes.Unknown unknown -> unknown;
        };
    }

    private Map<String, BusyTimes> ask(Question question) {
        return connector.freeBusy(
                question.calendars(), question.range().start(), question.range().end());
    }

    private static Instant floor(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), GRAIN.toSeconds()) * GRAIN.toSeconds());
    }

    private static Instant ceil(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(GRAIN);
    }
}
