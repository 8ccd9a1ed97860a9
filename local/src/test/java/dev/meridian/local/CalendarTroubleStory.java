package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.local.Meridian.Caller;
import dev.meridian.local.Meridian.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The calendar is a server far away, and people write into it as well. */
final class CalendarTroubleStory {

    private static final String PACIFIC = """
            {"time_zone": "Pacific Time Zone"}""";

    private static final Fault AWAY =
            new Fault(Fault.Kind.RESET, null, Integer.MAX_VALUE, 0, null, Duration.ZERO, null);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    void anAnswerThatIsLostAgainAndAgainMakesOneEventToo() {
        meridian.calendar().faults().add(Fault.lostAnswer(Operation.INSERT).times(3));
        // Some of them twice for one check, as the JDK's client asks again by itself.
        meridian.calendar().faults().add(Fault.lostAnswer(Operation.GET).times(5));

        Reply answer = book(meridian.freeStart());

        assertThat(answer.status()).as(answer.json().toString()).isIn(201, 202);
        String id = answer.json().path("id").asString();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isEqualTo("confirmed"));
        assertThat(meridian.calendar().faults().waiting()).isEmpty();
        assertThat(meridian.eventsOf(id)).hasSize(1);
    }

    @Test
    void whatACalendarThatIsAwayCanNotTakeIsPendingAndConfirmsItselfLater() {
        List<String> free = meridian.freeStarts();
        Caller caller = Meridian.newCaller();
        meridian.calendar().faults().add(AWAY);

        JsonNode spoken = meridian.book(caller, "tool_1", free.getLast(), "Ada Example");
        Reply answer = book(free.get(free.size() - 2));

        assertThat(spoken.path("status").asString()).as(spoken.toString()).isEqualTo("pending");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        String id = answer.json().path("id").asString();
        await().during(Duration.ofSeconds(20))
                .atMost(Duration.ofSeconds(25))
                .until(() -> status(id).equals("in_progress"));
        noFaults();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isEqualTo("confirmed"));
        assertThat(meridian.eventsOf(id)).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meridian.book(caller, "tool_1", free.getLast(), "Ada Example")
                                .path("status")
                                .asString())
                        .isEqualTo("booked"));
    }

    @Test
    void whatAPersonEntersBetweenWritingAndLookingIsNotBookedOver() {
        String start = meridian.freeStart();
        Instant instant = OffsetDateTime.parse(start).toInstant();
        // Whoever lists events is held up, and so is the look at the time just written.
        meridian.calendar()
                .faults()
                .add(Fault.delay(Operation.LIST, Duration.ofSeconds(1)).times(5));

        CompletableFuture<Reply> answer =
                meridian.postLater("/api/bookings", UUID.randomUUID().toString(), body(start));
        await().atMost(PATIENCE).until(() -> !meridian.eventsAt(instant).isEmpty());
        String human = meridian.calendar()
                .putEvent(
                        meridian.calendar().calendarId(),
                        "Dentist",
                        instant.plus(Duration.ofMinutes(15)),
                        instant.plus(Duration.ofMinutes(30)));

        Reply refused = answer.join();
        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("slot_taken");
        assertThat(meridian.eventsAt(instant)).isEmpty();
        meridian.calendar().deleteEvent(meridian.calendar().calendarId(), human);
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
        Reply rest = meridian.get("/api/availability?time_zone=America/Los_Angeles");

        assertThat(spoken.path("status").asString()).as(spoken.toString()).isEqualTo("unavailable");
        assertThat(spoken.path("message").asString()).isNotBlank();
        assertThat(rest.status()).as(rest.json().toString()).isEqualTo(503);
        assertThat(rest.json().path("code").asString()).isEqualTo("calendar_unavailable");
    }

    private Reply book(String start) {
        return meridian.post("/api/bookings", UUID.randomUUID().toString(), body(start));
    }

    private String status(String bookingId) {
        return meridian.get("/api/bookings/" + bookingId).json().path("status").asString();
    }

    private static String body(String start) {
        return """
                {"start": "%s", "time_zone": "America/Los_Angeles", "name": "Ada Example"}""".formatted(start);
    }
}
