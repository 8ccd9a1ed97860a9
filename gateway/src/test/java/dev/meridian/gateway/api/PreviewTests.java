package dev.meridian.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.PeerCases;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@EdgeTest
class PreviewTests {

    private static final String PATH = "/api/schedules/preview";
    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer key-one");

    /** A Monday with hours from nine to twelve in Kolkata. */
    private static final String MONDAY = """
            {"host_zone": "Asia/Kolkata", "now": "2026-11-20T06:30:00Z",
             "weekly": [{"days": ["MON"], "start": "09:00", "end": "12:00"}],
             "from": "2026-11-23T00:00:00Z", "to": "2026-11-24T00:00:00Z", "duration_min": 60}""";

    private final Http http;

    PreviewTests(@Autowired WebTestClient client) {
        this.http = new Http(client);
    }

    @TestFactory
    Stream<DynamicTest> answersTheCasesOfOtherBookingSystems() {
        List<JsonNode> cases = PeerCases.ofKind("slots");
        assertThat(cases).hasSize(25);
        return cases.stream()
                .map(test -> DynamicTest.dynamicTest(test.get("id").asString(), () -> {
                    Http.Reply reply = preview(test.get("input").toString());
                    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                    assertThat(reply.json().propertyNames()).containsExactly("starts_utc");
                    assertThat(reply.json().get("starts_utc")).isEqualTo(test.at("/expect/starts_utc"));
                }));
    }

    @Test
    void takesTheRestOfTheRulesAsWell() {
        assertThat(starts(MONDAY))
                .containsExactly("2026-11-23T03:30:00Z", "2026-11-23T04:30:00Z", "2026-11-23T05:30:00Z");
        assertThat(starts(with("breaks", "[{\"days\":[\"MON\"],\"start\":\"10:00\",\"end\":\"10:15\"}]")))
                .containsExactly("2026-11-23T03:30:00Z", "2026-11-23T05:30:00Z");
        assertThat(starts(with("effective", "{\"from\":\"2026-11-24\"}"))).isEmpty();
        assertThat(starts(with("holidays", "{\"extra\":[\"2026-11-23\"]}"))).isEmpty();
        assertThat(starts(with("window_days", "2"))).isEmpty();
        assertThat(starts(with("window_dates", "{\"from\":null,\"to\":\"2026-11-22\"}")))
                .isEmpty();
        assertThat(starts(with("interval_min", "90"))).hasSize(2);
        assertThat(starts(with("max_per_week", "1"))).hasSize(3);
        ObjectNode capped = (ObjectNode) JsonMapper.shared().readTree(with("max_per_week", "1"));
        capped.putArray("booked").add("2026-11-29T12:00:00+05:30");
        assertThat(starts(capped.toString())).isEmpty();
    }

    @Test
    void closesOnTheHolidaysOfACountry() {
        String year = MONDAY.replace("2026-11-20", "2027-01-20")
                .replace("\"MON\"", "\"TUE\"")
                .replace("2026-11-23", "2027-01-25")
                .replace("2026-11-24", "2027-01-27");
        assertThat(starts(year)).hasSize(3);
        assertThat(starts(with(year, "holidays", "{\"country\":\"IN\"}"))).isEmpty();
        assertThat(starts(with(year, "holidays", "{\"country\":\"US\"}"))).hasSize(3);
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        Http.Reply reply = preview("""
                {"host_zone": "Pacific", "viewer_zone": "Mars", "now": "soon", "from": "2026-11-24T00:00:00Z",
                 "to": "2026-11-23T00:00:00Z", "interval_min": 0, "align": "LEFT", "min_notice_min": -1, "buffer_before_min": "5",
                 "weekly": [{"days": ["MON"], "start": "9", "end": "12:00"}, {"days": ["DAY"], "start": "09:00", "end": "24:01"}],
                 "breaks": {}, "overrides": [{"windows": [{"start": "24:00", "end": "10:00"}]}],
                 "busy": [{"start": "2026-11-23T10:00:00Z", "end": "2026-11-23T09:00:00Z"}],
                 "holidays": {"country": "ZZ"}, "effective": {"from": "2026-12-02", "to": "2026-12-01"}, "booked": [1],
                 "color": "red"}""");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("invalid");
        assertThat(fields(reply))
                .containsExactlyInAnyOrder(
                        "host_zone",
                        "viewer_zone",
                        "now",
                        "to",
                        "duration_min",
                        "interval_min",
                        "align",
                        "min_notice_min",
                        "buffer_before_min",
                        "weekly[0].start",
                        "weekly[1].days",
                        "weekly[1].end",
                        "breaks",
                        "overrides[0].date",
                        "overrides[0].windows[0].start",
                        "busy[0].end",
                        "holidays.country",
                        "effective.to",
                        "booked",
                        "color");
    }

    @ParameterizedTest
    @MethodSource("dev.meridian.gateway.PeerCases#noDates")
    void namesADateThatIsNone(String text) {
        Http.Reply reply = preview(with("overrides", "[{\"date\":\"" + text + "\",\"windows\":[]}]"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(fields(reply)).containsExactly("overrides[0].date");
        assertThat(reply.at("/errors/0/value")).isEqualTo(text);
    }

    @Test
    void namesRulesThatContradictEachOther() {
        String twice = "{\"date\":\"2026-11-23\",\"windows\":[]}";
        assertThat(fields(preview(with("overrides", "[" + twice + "," + twice + "]"))))
                .containsExactly("overrides.date");
        assertThat(fields(preview(with("breaks", "[{\"days\":[\"MON\"],\"start\":\"08:00\",\"end\":\"13:00\"}]"))))
                .containsExactly("weekly[0]");
    }

    @Test
    void boundsTheWork() {
        assertThat(fields(preview(with("to", "\"2027-11-23T00:00:00Z\"")))).containsExactly("to");
        assertThat(fields(preview(with("now", "\"1969-11-23T00:00:00Z\"")))).containsExactly("now");
        String day = "{\"days\":[\"MON\"],\"start\":\"09:00\",\"end\":\"12:00\"}";
        assertThat(fields(preview(with("weekly", "[" + String.join(",", Collections.nCopies(101, day)) + "]"))))
                .containsExactly("weekly");
        String taken = "{\"start\":\"2026-11-23T10:00:00Z\",\"end\":\"2026-11-23T11:00:00Z\"}";
        assertThat(fields(preview(with("busy", "[" + String.join(",", Collections.nCopies(5001, taken)) + "]"))))
                .containsExactly("busy");
    }

    @Test
    void wantsAKeyAndAnObject() {
        assertThat(http.post(PATH, MONDAY.getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(401);
        for (String body : List.of("", "[]", "{")) {
            Http.Reply reply = preview(body);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("/code")).isEqualTo("invalid");
        }
    }

    private List<String> starts(String body) {
        Http.Reply reply = preview(body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .get("starts_utc")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> fields(Http.Reply reply) {
        return reply.json().at("/errors").values().stream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    private static String with(String field, String json) {
        return with(MONDAY, field, json);
    }

    private static String with(String body, String field, String json) {
        ObjectNode input = (ObjectNode) JsonMapper.shared().readTree(body);
        input.set(field, JsonMapper.shared().readTree(json));
        return input.toString();
    }

    private Http.Reply preview(String body) {
        return http.post(PATH, body.getBytes(StandardCharsets.UTF_8), KEY);
    }
}
