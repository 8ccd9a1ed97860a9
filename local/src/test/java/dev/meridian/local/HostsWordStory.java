package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.local.Meridian.Caller;
import dev.meridian.local.Meridian.Reply;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service whose host wants to know what it is about, and decides. */
final class HostsWordStory {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Meridian meridian = Meridian.running();

    @BeforeEach
    void offer() {
        meridian.sql("""
                insert into services (id, version, definition)
                select 'counsel', 1, definition || '{
                    "id": "counsel", "name": "Counsel", "requires_confirmation": true, "decision_minutes": 120,
                    "questions": [{"key": "topic", "label": "What is it about?", "type": "text", "required": true}]}'
                from services where id = 'standard'
                on conflict do nothing""");
    }

    @Test
    void whatTheHostAcceptsStandsInTheCalendarWithWhatItIsAbout() {
        String start = meridian.freeStart();
        String key = UUID.randomUUID().toString();

        Reply asked = meridian.post("/api/bookings", key, body(start));
        assertThat(asked.status()).as(asked.json().toString()).isEqualTo(201);
        assertThat(asked.json().path("status").asString()).isEqualTo("awaiting_host");
        String id = asked.json().path("id").asString();
        assertThat(meridian.eventsOf(id)).isEmpty();
        assertThat(meridian.freeStarts()).doesNotContain(start);
        assertThat(meridian.post("/api/bookings", key, body(start)).status()).isEqualTo(200);
        assertThat(meridian.get("/api/bookings?status=awaiting_host")
                        .json()
                        .path("bookings")
                        .findValuesAsString("id"))
                .contains(id);

        String word = UUID.randomUUID().toString();
        Reply accepted = decide(id, "accept", word, "");
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(200);
        assertThat(accepted.json().path("status").asString()).isEqualTo("confirmed");
        assertThat(meridian.eventsOf(id))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.path("description").asString()).contains("What is it about? Engines"));

        assertThat(decide(id, "accept", word, "").json()).isEqualTo(accepted.json());
        assertThat(decide(id, "decline", word, "").status()).isEqualTo(422);
        assertAlreadyDecided(id, "decline");
    }

    @Test
    void whatTheHostDeclinesIsFreeAgainAndTheCallerFindsNothing() {
        String start = meridian.freeStart();
        Caller caller = Meridian.newCaller();
        JsonNode question = meridian.tool(caller, "tool_1", "save_booking", wish(start, ""));
        assertThat(question.path("status").asString()).isEqualTo("needs_input");
        assertThat(question.path("field").asString()).isEqualTo("answers.topic");
        assertThat(question.path("message").asString()).isEqualTo("What is it about?");

        JsonNode asked =
                meridian.tool(caller, "tool_2", "save_booking", wish(start, ", \"answers\": {\"topic\": \"Engines\"}"));
        assertThat(asked.path("status").asString()).as(asked.toString()).isEqualTo("requested");
        assertThat(meridian.tool(caller, "tool_3", "find_bookings", "{}")
                        .path("message")
                        .asString())
                .startsWith("You have asked for an appointment on")
                .endsWith("which the host has yet to confirm.");
        String id = asked.path("booking").path("id").asString();
        Reply declined = decide(id, "decline", UUID.randomUUID().toString(), "{\"reason\": \"Fully booked\"}");

        assertThat(declined.status()).as(declined.json().toString()).isEqualTo(200);
        assertThat(declined.json().path("status").asString()).isEqualTo("declined");
        assertThat(meridian.eventsOf(id)).isEmpty();
        assertThat(meridian.freeStarts()).contains(start);
        assertThat(meridian.tool(caller, "tool_4", "find_bookings", "{}")
                        .path("status")
                        .asString())
                .isEqualTo("none");
        assertAlreadyDecided(id, "accept");
    }

    @Test
    void whatTheHostForgetsEndsByItself() {
        String start = meridian.freeStart();
        String id = ask(start);

        // Two hours pass, by the row.
        meridian.sql("update bookings set hold_until = now(), next_attempt_at = now() where id = '" + id + "'");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(id)).isEqualTo("expired"));
        assertThat(meridian.freeStarts()).contains(start);
        assertAlreadyDecided(id, "accept");
    }

    @Test
    void ofTwoWhoDecideAtOnceOneHasDecided() {
        String id = ask(meridian.freeStart());

        List<Reply> replies = Stream.of("accept", "decline")
                .map(word -> CompletableFuture.supplyAsync(
                        () -> decide(id, word, UUID.randomUUID().toString(), "")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 409);
        String status = status(id);
        assertThat(status).isIn("confirmed", "declined");
        assertThat(meridian.eventsOf(id)).hasSize(status.equals("confirmed") ? 1 : 0);
    }

    @Test
    void whatTheCustomerCancelsInTheMeantimeIsNotDecidedAnyMore() {
        String id = ask(meridian.freeStart());

        Reply cancelled = decide(id, "cancel", UUID.randomUUID().toString(), "");

        assertThat(cancelled.json().path("status").asString()).isEqualTo("cancelled");
        assertAlreadyDecided(id, "accept");
    }

    @Test
    void withoutAnAnswerNothingIsAsked() {
        Reply refused =
                meridian.post("/api/bookings", UUID.randomUUID().toString(), """
                {"start": "%s", "service": "counsel", "name": ""}""".formatted(meridian.freeStart()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsString("field")).contains("name", "answers.topic");
    }

    private String ask(String start) {
        Reply asked = meridian.post("/api/bookings", UUID.randomUUID().toString(), body(start));
        assertThat(asked.status()).as(asked.json().toString()).isEqualTo(201);
        return asked.json().path("id").asString();
    }

    private Reply decide(String id, String word, String key, String body) {
        return meridian.post("/api/bookings/" + id + "/" + word, key, body);
    }

    private void assertAlreadyDecided(String id, String word) {
        Reply late = decide(id, word, UUID.randomUUID().toString(), "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asString()).isEqualTo("already_decided");
    }

    private String status(String bookingId) {
        return meridian.get("/api/bookings/" + bookingId).json().path("status").asString();
    }

    private static String body(String start) {
        return """
                {"start": "%s", "time_zone": "America/Los_Angeles", "service": "counsel", "name": "Ada Example",
                 "answers": {"topic": "Engines"}}""".formatted(start);
    }

    private static String wish(String start, String more) {
        return """
                {"start": "%s", "time_zone": "Pacific Time Zone", "service": "counsel", "name": "Ada Example"%s}""".formatted(start, more);
    }
}
