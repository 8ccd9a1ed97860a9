package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.gateway.spoken.Hours;
import dev.meridian.gateway.view.AskedDates;
import dev.meridian.gateway.view.SpokenHours;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The days that were asked about, and at what hours.
 *
 * @param to last day, inclusive
 * @param sayYear whether another year was said than is meant
 * @param field the argument that the hours are in
 * @param hours what may be meant, at least one; several where before or after noon was not said
 */
record SaidDates(ZoneId zone, LocalDate from, LocalDate to, boolean sayYear, String field, List<Hours> hours) {

    SaidDates {
        hours = List.copyOf(hours);
    }

    boolean clear() {
        return hours.size() == 1;
    }

    /** With one of the readings. */
    AskedDates with(Hours meant) {
        return meant.part()
                .map(part -> new AskedDates(from, to, part, sayYear))
                .orElseGet(() -> new AskedDates(from, to, PartOfDay.ANY, meant, sayYear));
    }

    /** Asks which of the readings is meant; each choice can be given back as it stands. */
    Question question() {
        List<String> choices = hours.stream().map(SpokenHours::of).toList();
        return Question.about(field, "Do you mean " + Spoken.anyOf(choices) + "?", choices);
    }
}
