package dev.meridian.gateway.retell;

import dev.meridian.gateway.retell.Answer.Question;
import dev.meridian.gateway.spoken.DateReading;
import dev.meridian.gateway.spoken.SpokenDates;
import dev.meridian.scheduling.speech.Spoken;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What to ask where a date leaves something open. Days in questions and choices are never past. */
final class DateQuestions {

    private static final String WHICH = "Which day would you like?";
    private static final int MOST_CHOICES = 7;
    private static final int MOST_SPOKEN = 3;

    private final String field;
    private final LocalDate today;

    DateQuestions(String field, LocalDate today) {
        this.field = field;
        this.today = today;
    }

    /** A day or a stretch of days, past or not; anything else is asked about. */
    Heard<DateReading> clear(DateReading reading) {
        return switch (reading) {
            case DateReading.Day day -> Heard.clear(day);
            case DateReading.Range range -> Heard.clear(range);
            case DateReading.Several several -> Heard.ask(which(several.days()));
            case DateReading.Contradiction contradiction -> Heard.ask(contradiction(contradiction));
            case DateReading.Missing missing -> Heard.ask(missing(missing));
            case DateReading.Unreadable unreadable -> Heard.ask(Question.about(field, "Which date would you like?"));
        };
    }

    /** Asks for another day than a past one. */
    Question past(DateReading.Day day) {
        boolean wrongYear = day.recurring() && day.date().getYear() < today.getYear();
        String past = Spoken.dateAndYear(day.date()) + " is past. ";
        if (!wrongYear) {
            return Question.about(field, past + WHICH);
        }
        LocalDate coming = SpokenDates.nextComing(MonthDay.from(day.date()), today);
        return Question.about(
                field, past + "Do you mean " + Spoken.dateAndYear(coming) + "?", List.of(coming.toString()));
    }

    Question past(DateReading.Range range) {
        return Question.about(field, Spoken.dateAndYear(range.to()) + " is past. " + WHICH);
    }

    /** Asks for one day of several. */
    Question oneOf(DateReading.Range range) {
        List<LocalDate> days = Stream.iterate(range.from(), day -> !day.isAfter(range.to()), day -> day.plusDays(1))
                .limit(MOST_CHOICES + 1L)
                .toList();
        if (days.size() > MOST_CHOICES) {
            return Question.about(field, WHICH);
        }
        return days.size() > MOST_SPOKEN ? Question.about(field, WHICH, texts(days)) : which(days);
    }

    private Question which(List<LocalDate> days) {
        return Question.about(
                field,
                "Do you mean " + Spoken.anyOf(days.stream().map(this::spoken).toList()) + "?",
                texts(days));
    }

    private Question contradiction(DateReading.Contradiction contradiction) {
        LocalDate before = contradiction.date().with(TemporalAdjusters.previous(contradiction.said()));
        LocalDate after = contradiction.date().with(TemporalAdjusters.next(contradiction.said()));
        boolean earlier = before.plusDays(3).isBefore(contradiction.date()) || before.isBefore(today);
        LocalDate nearest = earlier ? after : before;
        return Question.about(
                field,
                spoken(contradiction.date()) + " is not a "
                        + contradiction.said().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        + ". Do you mean that day, or " + spoken(nearest) + "?",
                texts(List.of(contradiction.date(), nearest)));
    }

    private Question missing(DateReading.Missing missing) {
        String day = missing.month().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + missing.day();
        String year = missing.year() == null ? "" : " in " + missing.year();
        return Question.about(field, "There is no " + day + year + ". " + WHICH);
    }

    private String spoken(LocalDate date) {
        return date.getYear() == today.getYear() ? Spoken.date(date) : Spoken.dateAndYear(date);
    }

    private static List<String> texts(List<LocalDate> days) {
        return days.stream().map(LocalDate::toString).toList();
    }
}
