package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everything is stopped and started again on its data. */
final class RestartStory {

    private final Meridian meridian = Meridian.running();

    @Test
    void aBookingOutlivesARestart() {
        String start = meridian.freeStart();
        Meridian.Caller caller = Meridian.newCaller();
        JsonNode before = meridian.book(caller, "tool_1", start, "Ada Example");
        assertThat(before.path("status").asString()).as(before.toString()).isEqualTo("booked");
        String id = before.at("/booking/id").asString();

        meridian.restart();

        assertThat(meridian.get("/api/bookings/" + id).status()).isEqualTo(200);
        assertThat(meridian.eventsOf(id)).hasSize(1);
        assertThat(meridian.freeStarts()).doesNotContain(start);
        JsonNode other = meridian.book(Meridian.newCaller(), "tool_1", start, "Bob Example");
        assertThat(other.path("status").asString()).as(other.toString()).isEqualTo("slot_taken");
        assertThat(meridian.book(caller, "tool_1", start, "Ada Example")).isEqualTo(before);
    }
}
