package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.local.Meridian.Caller;
import dev.meridian.local.Meridian.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A class with ten seats. */
final class SharedSlotStory {

    private static final String SERVICE = "class";

    private final Meridian meridian = Meridian.running();

    @BeforeEach
    void offerAClass() {
        meridian.sql("""
                insert into services (id, version, definition)
                select 'class', 1, definition || '{"id": "class", "name": "Group class", "capacity": 10, "version": 1}'
                from services where id = 'standard'
                on conflict (id) do nothing""");
    }

    @Test
    void ofFiftyCallersTenGetASeatInOneEventAndWhoCancelsMakesRoom() {
        String start = freeStarts().getLast();
        List<Caller> callers = Stream.generate(Meridian::newCaller).limit(50).toList();
        callers.stream()
                .map(caller -> meridian.toolLater(caller, "tool_1", "save_booking", wish(caller, start)))
                .toList()
                .forEach(CompletableFuture::join);

        // A busy machine may have said "pending" to some: they ask again.
        List<JsonNode> answers =
                callers.stream().map(caller -> settled(caller, start)).toList();

        List<String> statuses =
                answers.stream().map(answer -> answer.path("status").asString()).toList();
        assertThat(statuses).filteredOn("booked"::equals).hasSize(10);
        assertThat(statuses).filteredOn("slot_taken"::equals).hasSize(40);
        List<JsonNode> bookings = answers.stream()
                .filter(answer -> answer.path("status").asString().equals("booked"))
                .map(answer -> answer.path("booking"))
                .toList();
        String eventId = bookings.getFirst().path("calendar_event_id").asString();
        assertThat(bookings)
                .allSatisfy(booking ->
                        assertThat(booking.path("calendar_event_id").asString()).isEqualTo(eventId));
        assertThat(seats(eventId))
                .hasSize(10)
                .allSatisfy(line -> assertThat(bookings)
                        .anyMatch(booking -> line.contains(booking.path("id").asString())));
        assertThat(freeStarts()).doesNotContain(start);

        cancel(bookings.getFirst());

        assertThat(seats(eventId)).hasSize(9);
        assertThat(freeStarts()).contains(start);
        Reply next = book(start);
        assertThat(next.status()).as(next.json().toString()).isEqualTo(201);
        assertThat(next.json().path("calendar_event_id").asString()).isEqualTo(eventId);
        assertThat(seats(eventId)).hasSize(10);
    }

    @Test
    void whenNobodyIsLeftTheEventGoesAndTheNextGetsAnother() {
        String start = freeStarts().getLast();
        JsonNode first = book(start).json();
        JsonNode second = book(start).json();

        cancel(first);
        cancel(second);

        String eventId = first.path("calendar_event_id").asString();
        assertThat(meridian.calendar().events(meridian.calendar().calendarId()).stream()
                        .map(Meridian::json)
                        .filter(event -> event.path("id").asString().equals(eventId)))
                .allSatisfy(event -> assertThat(event.path("status").asString()).isEqualTo("cancelled"));
        assertThat(book(start).json().path("calendar_event_id").asString())
                .isNotBlank()
                .isNotEqualTo(eventId);
    }

    private List<String> freeStarts() {
        JsonNode answer = meridian.get("/api/availability?time_zone=America/Los_Angeles&service=" + SERVICE)
                .json();
        return StreamSupport.stream(answer.path("slots").spliterator(), false)
                .map(slot -> slot.path("start").asString())
                .toList();
    }

    private List<String> seats(String eventId) {
        List<JsonNode> events = meridian.calendar().events(meridian.calendar().calendarId()).stream()
                .map(Meridian::json)
                .filter(event -> event.path("id").asString().equals(eventId))
                .filter(event -> !event.path("status").asString("").equals("cancelled"))
                .toList();
        assertThat(events).hasSize(1);
        return events.getFirst()
                .path("description")
                .asString()
                .lines()
                .filter(line -> line.contains("(booking "))
                .toList();
    }

    private void cancel(JsonNode booking) {
        Reply cancelled = meridian.post(
                "/api/bookings/" + booking.path("id").asString() + "/cancel",
                UUID.randomUUID().toString(),
                "{}");
        assertThat(cancelled.status()).as(cancelled.json().toString()).isEqualTo(200);
    }

    private Reply book(String start) {
        return meridian.post("/api/bookings", UUID.randomUUID().toString(), """
                {"start": "%s", "time_zone": "America/Los_Angeles", "name": "Ada Example", "service": "%s",
                 "phone": "+12135550123", "guests": ["guest@example.org"]}""".formatted(start, SERVICE));
    }

    private JsonNode settled(Caller caller, String start) {
        return await().until(
                        () -> meridian.tool(caller, "tool_1", "save_booking", wish(caller, start)),
                        answer -> !answer.path("status").asString().equals("pending"));
    }

    private static String wish(Caller caller, String start) {
        return """
                {"start": "%s", "time_zone": "Pacific Time Zone", "name": "%s", "service": "%s"}""".formatted(start, "Caller " + caller.callId(), SERVICE);
    }
}
