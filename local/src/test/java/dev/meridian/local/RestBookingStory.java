package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.local.Meridian.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A web page books over HTTP. */
final class RestBookingStory {

    private final Meridian meridian = Meridian.running();

    @Test
    void aBookingIsMadeOnceAndCanBeReadBack() {
        String key = UUID.randomUUID().toString();
        String body = body(meridian.freeStart(), "Ada Example");

        Reply made = meridian.post("/api/bookings", key, body);
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        String id = made.json().path("id").asString();
        assertThat(made.response().headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/api/bookings/" + id));

        Reply again = meridian.post("/api/bookings", key, body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(made.json());

        Reply read = meridian.get("/api/bookings/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(meridian.eventsOf(id)).hasSize(1);
    }

    @Test
    void aKeyIsNotUsedForSomethingElse() {
        String key = UUID.randomUUID().toString();
        String start = meridian.freeStart();
        assertThat(meridian.post("/api/bookings", key, body(start, "Ada Example"))
                        .status())
                .isEqualTo(201);

        Reply other = meridian.post("/api/bookings", key, body(start, "Bob Example"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asString()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void aTakenSlotIsAConflictWithAlternatives() {
        String start = meridian.freeStart();
        meridian.post("/api/bookings", UUID.randomUUID().toString(), body(start, "Ada Example"));

        Reply refused = meridian.post("/api/bookings", UUID.randomUUID().toString(), body(start, "Bob Example"));

        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("slot_taken");
        assertThat(refused.json().path("alternatives").size()).isBetween(1, 3);
        assertThat(refused.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void aStartOffTheGridIsNotAllowed() {
        String offGrid =
                OffsetDateTime.parse(meridian.freeStart()).plusMinutes(7).toString();

        Reply refused = meridian.post("/api/bookings", UUID.randomUUID().toString(), body(offGrid, "Ada Example"));

        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(422);
        assertThat(refused.json().path("code").asString()).isEqualTo("not_allowed");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        Reply unknown = meridian.get("/api/bookings/" + UUID.randomUUID());
        Reply noUuid = meridian.get("/api/bookings/mine");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("code").asString()).isEqualTo("not_found");
        assertThat(noUuid.status()).isEqualTo(404);
        assertThat(noUuid.json().path("code").asString()).isEqualTo("not_found");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Reply refused = meridian.post("/api/bookings", UUID.randomUUID().toString(), """
                {"start": "soon", "time_zone": "Atlantis"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asString()).isEqualTo("invalid");
        assertThat(refused.json().path("errors").findValuesAsString("field")).contains("start", "time_zone", "name");
    }

    @Test
    void withoutAKeyNothingIsBooked() {
        Reply refused = meridian.send(meridian.rest("/api/bookings")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(meridian.freeStart(), "Ada Example")))
                .build());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asString()).isEqualTo("idempotency_key_required");
    }

    private static String body(String start, String name) {
        return """
                {"start": "%s", "time_zone": "America/Los_Angeles", "name": "%s", "phone": "+12135550123"}""".formatted(start, name);
    }
}
