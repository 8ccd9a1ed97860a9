package dev.meridian.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.Offers;
import dev.meridian.gateway.request.HoldAnswer;
import dev.meridian.gateway.request.HoldWish;
import dev.meridian.gateway.request.Refusal;
import dev.meridian.gateway.request.ReleaseAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class HoldsTests {

    private static final String MONDAY = "{\"start\":\"2026-11-23T09:00:00-08:00\",\"time_zone\":\"Pacific\"}";
    private static final Map<String, String> ONE = Map.of("Authorization", "Bearer key-one");
    private static final Map<String, String> TWO = Map.of("Authorization", "Bearer key-two");

    private final Http http;
    private final FakeParts parts;

    HoldsTests(@Autowired WebTestClient client, @Autowired FakeParts parts) {
        this.http = new Http(client);
        this.parts = parts;
    }

    @BeforeEach
    void reset() {
        parts.reset();
        parts.holder = wish -> new HoldAnswer.Held("token-1", Instant.parse("2026-11-20T18:05:00Z"));
    }

    @Test
    void keepsASlot() {
        Http.Reply reply = hold(
                "{\"start\":\"2026-11-23T09:00\",\"time_zone\":\"Pacific\",\"service\":\"standard\","
                        + "\"staff\":\"default\",\"duration_minutes\":60}",
                ONE);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text()).isEqualTo("{\"token\":\"token-1\",\"expires_at\":\"2026-11-20T18:05:00Z\"}");
        HoldWish wish = parts.holds.getFirst();
        assertThat(wish.id().source()).isEqualTo("api");
        assertThat(wish.startsAt()).isEqualTo(Offers.MONDAY_9.start());
        assertThat(wish.staff()).isEqualTo("default");
        assertThat(wish.service()).isEqualTo("standard");
        assertThat(wish.durationMinutes()).isEqualTo(60);
    }

    @Test
    void tellsHoldersApartByTheirKeysWithoutGivingThemAway() {
        hold(MONDAY, ONE);
        hold(MONDAY, ONE);
        hold(MONDAY, TWO);
        List<String> holders =
                parts.holds.stream().map(HoldWish::conversationId).toList();
        assertThat(holders.get(0)).isEqualTo(holders.get(1)).isNotEqualTo(holders.get(2));
        assertThat(String.join(" ", holders)).doesNotContain("key-one", "key-two");
    }

    @Test
    void isAnotherHoldEachTimeUnlessAKeyIsGiven() {
        Map<String, String> keyed = new HashMap<>(ONE);
        keyed.put("Idempotency-Key", "k1");
        hold(MONDAY, ONE);
        hold(MONDAY, ONE);
        hold(MONDAY, keyed);
        assertThat(parts.holds.get(0).id()).isNotEqualTo(parts.holds.get(1).id());
        assertThat(parts.holds.get(2).id().key()).isEqualTo("k1");
        keyed.put("Idempotency-Key", "k".repeat(201));
        assertThat(hold(MONDAY, keyed).at("/code")).isEqualTo("invalid");
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        Http.Reply reply = hold(
                "{\"start\":\"soon\",\"time_zone\":\"CST\",\"service\":\"none\",\"staff\":\"none\","
                        + "\"duration_minutes\":\"x\",\"name\":\"Jo\"}",
                ONE);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors").values().stream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("start", "time_zone", "service", "staff", "duration_minutes", "name");
        for (String body : List.of("", "[]", "{")) {
            assertThat(hold(body, ONE).at("/code")).isEqualTo("invalid");
        }
        assertThat(parts.holds).isEmpty();
    }

    @Test
    void tellsWhyNot() {
        parts.holder = wish -> new Refusal.SlotTaken(List.of(Offers.MONDAY_10));
        Http.Reply taken = hold(MONDAY, ONE);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/code")).isEqualTo("slot_taken");
        assertThat(taken.at("/alternatives/0/start")).isEqualTo("2026-11-23T10:00:00-08:00");
        parts.holder = wish -> new Refusal.NotAllowed("off_grid", List.of(Offers.MONDAY_10));
        Http.Reply forbidden = hold(MONDAY, ONE);
        assertThat(forbidden.status()).isEqualTo(422);
        assertThat(forbidden.at("/reason")).isEqualTo("off_grid");
        parts.holder = wish -> new Refusal.Invalid("staff", "one who offers standard");
        Http.Reply wrong = hold(MONDAY, ONE);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/errors/0/field")).isEqualTo("staff");
        parts.holder = wish -> new Refusal.TooManyHolds();
        Http.Reply many = hold(MONDAY, ONE);
        assertThat(many.status()).isEqualTo(429);
        assertThat(many.at("/code")).isEqualTo("too_many_holds");
        parts.holder = wish -> new Refusal.KeyReused();
        assertThat(hold(MONDAY, ONE).status()).isEqualTo(422);
        parts.holder = wish -> new HoldAnswer.Unknown();
        Http.Reply unknown = hold(MONDAY, ONE);
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.at("/code")).isEqualTo("unavailable");
        assertThat(unknown.headers().getFirst("Retry-After")).isEqualTo("1");
        parts.holder = wish -> new Refusal.Overloaded();
        assertThat(hold(MONDAY, ONE).at("/code")).isEqualTo("overloaded");
    }

    @Test
    void givesASlotBack() {
        parts.releaser = wish -> new ReleaseAnswer.Released();
        Http.Reply reply = http.delete("/api/holds/token-1", ONE);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(parts.releases.getFirst().holdToken()).isEqualTo("token-1");
        assertThat(parts.releases.getFirst().toString()).doesNotContain("token-1");
    }

    @Test
    void tellsWhyNothingIsGivenBack() {
        parts.releaser = wish -> new Refusal.HoldGone();
        Http.Reply gone = http.delete("/api/holds/token-1", ONE);
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.at("/code")).isEqualTo("hold_gone");
        parts.releaser = wish -> new ReleaseAnswer.Unknown();
        assertThat(http.delete("/api/holds/token-1", ONE).at("/code")).isEqualTo("unavailable");
        parts.releaser = wish -> new Refusal.Overloaded();
        assertThat(http.delete("/api/holds/token-1", ONE).at("/code")).isEqualTo("overloaded");
        assertThat(http.delete("/api/holds/token-1", Map.of()).status()).isEqualTo(401);
    }

    private Http.Reply hold(String body, Map<String, String> headers) {
        return http.post("/api/holds", body.getBytes(StandardCharsets.UTF_8), headers);
    }
}
