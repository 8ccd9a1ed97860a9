package dev.meridian.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.catalogue.CatalogueChange;
import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.catalogue.CatalogueKind;
import dev.meridian.bookings.catalogue.EditDecision;
import dev.meridian.bookings.catalogue.Precondition;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.catalogue.FakeCatalogueDesk.Edit;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EdgeTest
class CatalogueTests {

    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer key-one");

    private final Http http;
    private final FakeParts parts;
    private final FakeCatalogueDesk desk;

    CatalogueTests(@Autowired WebTestClient client, @Autowired FakeParts parts, @Autowired FakeCatalogueDesk desk) {
        this.http = new Http(client);
        this.parts = parts;
        this.desk = desk;
    }

    @BeforeEach
    void reset() {
        parts.reset();
        desk.reset();
    }

    @Test
    void asksForAKey() {
        for (String path : List.of("/api/services", "/api/staff/default", "/api/schedules/default/changes")) {
            assertThat(http.get(path, Map.of()).status()).isEqualTo(401);
        }
        assertThat(http.put("/api/services/x", bytes("{}"), Map.of()).status()).isEqualTo(401);
        assertThat(http.delete("/api/services/x", Map.of()).status()).isEqualTo(401);
        assertThat(desk.edits).isEmpty();
    }

    @Test
    void listsWhatThereIs() {
        parts.services = List.of(FakeParts.service("consultation", "Consultation"), Service.standard());

        assertThat(http.get("/api/services", KEY).json().path("services").findValuesAsString("id"))
                .containsExactly("consultation", "standard");
        assertThat(http.get("/api/staff", KEY).at("/staff/0/id")).isEqualTo("default");
        assertThat(http.get("/api/schedules", KEY).text()).isEqualTo("{\"schedules\":[]}");
    }

    @Test
    void showsAnEntryExactlyAsItIsDocumented() {
        Http.Reply reply = http.get("/api/services/standard", KEY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().getETag()).isEqualTo("\"1\"");
        assertThat(reply.json()).isEqualTo(JsonMapper.shared().readTree("""
                { "id": "standard", "name": "Standard appointment", "durations_minutes": [60], "interval_minutes": 60, "alignment": "WINDOW_START",
                  "buffer_before_minutes": 0, "buffer_after_minutes": 0, "min_notice_minutes": 120, "window_days": 14, "window_dates": null,
                  "max_per_day": null, "max_per_week": null, "capacity": 1, "requires_confirmation": false, "decision_minutes": null,
                  "cancel_notice_minutes": 1440, "reschedule_notice_minutes": 1440, "staff": ["default"], "assignment": "LEAST_RECENT",
                  "collective": false, "resources": [], "questions": [],
                  "prices": [ {"duration_minutes": 60, "amount": "0.00", "currency": "INR"} ], "location": "NONE", "version": 1 }"""));
    }

    @Test
    void doesNotSendAgainWhatIsKnown() {
        assertThat(http.get("/api/services/standard", with("If-None-Match", "\"1\""))
                        .status())
                .isEqualTo(304);
        assertThat(http.get("/api/services/standard", with("If-None-Match", "\"2\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        for (String path : List.of("/api/services/none", "/api/schedules/none", "/api/staff/none/changes")) {
            Http.Reply reply = http.get(path, KEY);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.at("/code")).isEqualTo("not_found");
        }
        assertThat(http.delete("/api/services/none", KEY).at("/detail")).isEqualTo("There is no such service.");
    }

    @Test
    void makesAndReplaces() {
        desk.decision = stored(true);
        Http.Reply made = put("/api/services/review", "{\"name\": \"Review\", \"version\": 7}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers().getETag()).isEqualTo("\"1\"");
        assertThat(made.at("/name")).isEqualTo("Review");
        Edit edit = desk.edits.getFirst();
        assertThat(edit.kind()).isEqualTo(CatalogueKind.SERVICE);
        assertThat(edit.id()).isEqualTo("review");
        assertThat(edit.precondition()).isEqualTo(new Precondition.None());
        assertThat(edit.by()).startsWith("key-").doesNotContain("key-one").hasSize(20);

        desk.decision = stored(false);
        assertThat(put("/api/staff/jo", "{\"name\": \"Jo\"}").status()).isEqualTo(200);
        assertThat(put("/api/schedules/never", "{\"weekly\": []}").status()).isEqualTo(200);
    }

    @Test
    void passesOnWhatTheCallerHasSeen() {
        desk.decision = edit -> new EditDecision.Stale();

        put("/api/staff/jo", "{}", with("If-Match", "\"3\""));
        put("/api/staff/jo", "{}", with("If-Match", "\"3\", W/\"4\", \"five\""));
        put("/api/staff/jo", "{}", with("If-Match", "*"));
        put("/api/staff/jo", "{}", with("If-None-Match", "*"));
        http.delete("/api/staff/jo", with("If-Match", "\"8\""));

        assertThat(desk.edits)
                .extracting(Edit::precondition)
                .containsExactly(
                        new Precondition.VersionIn(Set.of(3)),
                        new Precondition.VersionIn(Set.of(3)),
                        new Precondition.Present(),
                        new Precondition.Absent(),
                        new Precondition.VersionIn(Set.of(8)));
    }

    @Test
    void refusesAPreconditionThatMakesNoSense() {
        Http.Reply reply = put("/api/staff/jo", "{\"name\": \"Jo\"}", with("If-None-Match", "\"1\""));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/field")).isEqualTo("If-None-Match");
        assertThat(desk.edits).isEmpty();
    }

    @Test
    void saysThatSomebodyElseWasFaster() {
        desk.decision = edit -> new EditDecision.Stale();

        assertThat(put("/api/services/standard", "{\"name\": \"S\"}").at("/code"))
                .isEqualTo("precondition_failed");
        assertThat(http.delete("/api/services/standard", KEY).status()).isEqualTo(412);
    }

    @Test
    void saysWhoNeedsIt() {
        desk.decision = edit -> new EditDecision.InUse(List.of("service standard", "service extended"));

        Http.Reply reply = http.delete("/api/staff/default", KEY);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.at("/code")).isEqualTo("in_use");
        assertThat(reply.at("/detail"))
                .isEqualTo("The staff member default is needed: service standard, service extended.");
    }

    @Test
    void deletes() {
        desk.decision = edit -> new EditDecision.Deleted(edit.kind(), edit.id());

        Http.Reply reply = http.delete("/api/schedules/never", KEY);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void saysEverythingThatIsWrongWithTheValuesThatWereSent() {
        desk.decision = edit ->
                new EditDecision.Invalid(Objects.requireNonNull(edit.draft()).faults());

        Http.Reply reply = put("/api/schedules/night", """
                {"zone": "Asia/Kolkatta", "weekly": [{"days": ["MON"], "start": "25:00", "end": 3}], "colour": {"a": 1},
                 "overrides": [{"date": "2026-12-31", "windows": []}, {"date": "2026-12-31", "windows": []}]}""");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("invalid");
        Map<String, JsonNode> values = new HashMap<>();
        reply.json()
                .path("errors")
                .forEach(error -> values.put(error.path("field").asString(), error.path("value")));
        assertThat(values.keySet())
                .containsExactlyInAnyOrder("zone", "weekly[0].start", "weekly[0].end", "colour", "overrides.date");
        assertThat(values.get("weekly[0].start")).hasToString("\"25:00\"");
        assertThat(values.get("weekly[0].end")).hasToString("3");
        assertThat(values.get("colour")).hasToString("{\"a\":1}");
        assertThat(values.get("overrides.date")).hasToString("\"2026-12-31\"");
        Http.Reply missing = put("/api/services/s", "{}");
        assertThat(missing.json().at("/errors/0").toString())
                .isEqualTo("{\"field\":\"name\",\"value\":null,\"expected\":\"a text without control characters\"}");
    }

    @ParameterizedTest
    @MethodSource("dev.meridian.gateway.PeerCases#noDates")
    void namesADateThatIsNone(String text) {
        desk.decision = edit ->
                new EditDecision.Invalid(Objects.requireNonNull(edit.draft()).faults());

        Http.Reply reply = put("/api/schedules/night", """
                {"zone": "Asia/Kolkata", "weekly": [], "overrides": [{"date": "%s", "windows": []}]}""".formatted(text));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/field")).isEqualTo("overrides[0].date");
        assertThat(reply.at("/errors/0/value")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "\"text\"", "{\"name\":\"a\",\"name\":\"b\"}", "{} {}"})
    void refusesBodiesThatAreNoObject(String body) {
        Http.Reply reply = put("/api/services/s", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("invalid");
        assertThat(desk.edits).isEmpty();
    }

    @Test
    void refusesBodiesThatNoRecordCouldHold() {
        String name = "a".repeat(CatalogueInput.MOST_BYTES);

        assertThat(put("/api/services/s", "{\"name\": \"" + name + "\"}").status())
                .isEqualTo(413);
        assertThat(desk.edits).isEmpty();
    }

    @Test
    void tellsWhoChangedWhatLatestFirst() {
        String document = CatalogueJson.write(Service.standard());
        desk.changes = List.of(
                new CatalogueChange("key-2", Instant.parse("2026-11-20T18:00:00.123456Z"), document, null),
                new CatalogueChange("key-1", Instant.parse("2026-11-20T17:00:00Z"), null, document));

        JsonNode changes = http.get("/api/services/gone/changes", KEY).json().path("changes");

        assertThat(changes.size()).isEqualTo(2);
        assertThat(changes.at("/0/by").asString()).isEqualTo("key-2");
        assertThat(changes.at("/0/at").asString()).isEqualTo("2026-11-20T18:00:00.123Z");
        assertThat(changes.at("/0/before/id").asString()).isEqualTo("standard");
        assertThat(changes.at("/0/after").isNull()).isTrue();
        assertThat(changes.at("/1/before").isNull()).isTrue();
        desk.changes = List.of();
        assertThat(http.get("/api/services/standard/changes", KEY).text()).isEqualTo("{\"changes\":[]}");
    }

    @Test
    void saysWhenTheCatalogueCanNotBeReached() {
        desk.decision = edit -> {
            throw new IllegalStateException("database away");
        };

        Http.Reply reply = put("/api/services/s", "{\"name\": \"S\"}");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.at("/code")).isEqualTo("unavailable");
        assertThat(reply.headers().getFirst("Retry-After")).isEqualTo("1");
    }

    private static Function<Edit, EditDecision> stored(boolean created) {
        return edit -> {
            CatalogueEntry entry =
                    Objects.requireNonNull(Objects.requireNonNull(edit.draft()).entry());
            return new EditDecision.Stored(entry, created);
        };
    }

    private Http.Reply put(String path, String body) {
        return put(path, body, KEY);
    }

    private Http.Reply put(String path, String body, Map<String, String> headers) {
        return http.put(path, bytes(body), headers);
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = new HashMap<>(KEY);
        headers.put(header, value);
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
