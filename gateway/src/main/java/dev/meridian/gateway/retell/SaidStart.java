package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.gateway.view.Times;
import dev.meridian.scheduling.speech.Spoken;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The start that was asked for, always in the future.
 *
 * @param field the argument it is in
 * @param readings what may be meant, at least one; several where before or after noon was not said
 */
record SaidStart(String field, List<ZonedDateTime> readings) {

    SaidStart {
        readings = List.copyOf(readings);
    }

    static SaidStart of(ZonedDateTime at) {
        return new SaidStart("start", List.of(at));
    }

    boolean clear() {
        return readings.size() == 1;
    }

    /** Asks which of the readings is meant. */
    Question question() {
        boolean differOnTheClock =
                readings.stream().map(ZonedDateTime::toLocalDateTime).distinct().count() == readings.size();
        boolean sameDay =
                readings.stream().map(ZonedDateTime::toLocalDate).distinct().count() == 1;
        return Question.about(
                field,
                "Do you mean "
                        + Spoken.anyOf(readings.stream()
                                .map(at ->
                                        Spoken.time(at.toLocalTime()) + (differOnTheClock ? "" : " " + Spoken.zone(at)))
                                .toList())
                        + "?",
                readings.stream()
                        .map(at -> differOnTheClock && sameDay && field.equals("time")
                                ? at.toLocalTime().toString()
                                : Times.in(at.getZone(), at.toInstant()))
                        .toList());
    }
}
