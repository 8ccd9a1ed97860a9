package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The calendar is a server far away, and people write into it as well. */
final class CalendarTroubleStory {

    private static final String PACIFIC = """
            {"time_zone": "Pacific Time Zone"}""";

    private final Meridian meridian = Meridian.running();

    @AfterEach
    void noFaults() {
        meridian.calendar().faults().clear();
    }

    @Test
    void aLostAnswerMakesOneEvent() {
        String start = meridian.freeStart();
        meridian.calendar().faults().add(Fault.lostAnswer(Operation.INSERT));

        JsonNode answer = meridian.book(Meridian.newCaller(), "tool_1", start, "Ada Example");

        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("booked");
        assertThat(meridian.calendar().faults().waiting()).isEmpty();
        assertThat(meridian.eventsOf(answer.at("/booking/id").asString())).hasSize(1);
    }

    @Test
    void whatAPersonEntersIsNotOffered() {
        String start = meridian.freeStart();
        Instant instant = OffsetDateTime.parse(start).toInstant();
        meridian.calendar()
                .putEvent(
                        meridian.calendar().calendarId(),
                        "Dentist",
                        instant.plus(Duration.ofMinutes(15)),
                        instant.plus(Duration.ofMinutes(30)));

        assertThat(meridian.freeStarts()).doesNotContain(start);
    }

    @Test
    void whatAPersonEnteredInTheMeantimeIsNotBooked() {
        String start = meridian.freeStart();
        Instant instant = OffsetDateTime.parse(start).toInstant();
        String event = meridian.calendar()
                .putEvent(meridian.calendar().calendarId(), "Dentist", instant, instant.plus(Duration.ofMinutes(30)));

        JsonNode answer = meridian.book(Meridian.newCaller(), "tool_1", start, "Ada Example");

        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("slot_taken");
        meridian.calendar().deleteEvent(meridian.calendar().calendarId(), event);
        JsonNode later = meridian.book(Meridian.newCaller(), "tool_1", start, "Ada Example");
        assertThat(later.path("status").asString()).as(later.toString()).isEqualTo("booked");
    }

    @Test
    void aCalendarThatCannotBeReadIsNotTakenForAnEmptyOne() {
        meridian.calendar().faults().add(Fault.freeBusyError(meridian.calendar().calendarId(), "internalError"));
        meridian.calendar().faults().add(Fault.freeBusyError("primary", "internalError"));

        JsonNode spoken = meridian.tool(Meridian.newCaller(), "tool_1", "check_availability", PACIFIC);
        Meridian.Reply rest = meridian.get("/api/availability?time_zone=America/Los_Angeles");

        assertThat(spoken.path("status").asString()).as(spoken.toString()).isEqualTo("unavailable");
        assertThat(spoken.path("message").asString()).isNotBlank();
        assertThat(rest.status()).as(rest.json().toString()).isEqualTo(503);
        assertThat(rest.json().path("code").asString()).isEqualTo("calendar_unavailable");
    }
}
