package dev.meridian.availability;

import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Busy times of calendars as they are now. Questions at the same time about the same calendars are asked once. */
final class BusyCalendars {

    private static final Duration GRAIN = Duration.ofHours(1);

    private record Question(SortedSet<String> calendars, Instant from, Instant to) {}

    private final CalendarConnector connector;
    private final SingleFlight<Question, Map<String, BusyTimes>> questions = new SingleFlight<>();

    BusyCalendars(CalendarConnector connector) {
        this.connector = connector;
    }

    /** Busy times in at least [from, to): widened to whole hours, so that questions of the same minute are the same. */
    Map<String, BusyTimes> freeBusy(SortedSet<String> calendars, Instant from, Instant to) {
        if (calendars.isEmpty()) {
            return Map.of();
        }
        Question question = new Question(new TreeSet<>(calendars), floor(from), ceil(to));
        return questions.get(question, () -> connector.freeBusy(question.calendars(), question.from(), question.to()));
    }

    private static Instant floor(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), GRAIN.toSeconds()) * GRAIN.toSeconds());
    }

    private static Instant ceil(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(GRAIN);
    }
}
