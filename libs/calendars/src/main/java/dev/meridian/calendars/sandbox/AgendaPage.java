package dev.meridian.calendars.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page for people: a week of the calendar in the calendar's zone, and what comes next. It asks for its content anew every
 * two seconds, so that a booking shows by itself.
 */
final class AgendaPage {

    private final StoredCalendars calendars;
    private final Clock clock;
    private final String frame = resource("agenda.html");

    AgendaPage(StoredCalendars calendars, Clock clock) {
        this.calendars = calendars;
        this.clock = clock;
    }

    Answer answer(Call call) {
        var calendar = calendars.primary();
        var now = clock.instant().atZone(calendar.zone());
        var events = calendar.overlapping(null, null).stream()
                .filter(event -> !event.cancelled())
                .toList();
        var html = new AgendaHtml(calendar.zone(), now).main(calendar.id(), monday(call, events, now), events);
        return Answer.html(call.path().isEmpty() ? frame.replace("{{main}}", html) : html);
    }

    /** The week asked for, or that of the event asked for, or the present one; if that is empty, that of the next event. */
    private static LocalDate monday(Call call, List<StoredEvent> events, ZonedDateTime now) {
        var asked = date(call.parameters().first("week"));
        var eventId = call.parameters().first("event");
        if (asked == null && eventId != null) {
            asked = start(events.stream().filter(e -> e.id().equals(eventId)).findFirst(), now);
        }
        if (asked != null) {
            return mondayOf(asked);
        }
        var monday = mondayOf(now.toLocalDate());
        var next = start(
                events.stream()
                        .filter(e -> e.times().end().isAfter(startOf(monday, now)))
                        .findFirst(),
                now);
        return next == null || next.isBefore(monday) ? monday : mondayOf(next);
    }

    private static Instant startOf(LocalDate date, ZonedDateTime now) {
        return date.atStartOfDay(now.getZone()).toInstant();
    }

    private static @Nullable LocalDate start(Optional<StoredEvent> event, ZonedDateTime now) {
        return event.map(e -> e.times().start().atZone(now.getZone()).toLocalDate())
                .orElse(null);
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate mondayOf(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(AgendaPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
