package dev.meridian.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeCustomers;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.Offers;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.suggestion.Patterns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class CustomersTests {

    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer key-one");
    private static final String PREFERENCES = """
            {"days": ["WED", "MON"], "windows": [{"days": ["MON"], "start": "09:00", "end": "24:00"}],
             "buffer_minutes": 15, "time_zone": "America/Los_Angeles"}""";

    private final Http http;
    private final FakeParts parts;
    private final FakeCustomers customers;

    private UUID ada = new UUID(0, 0);

    CustomersTests(@Autowired WebTestClient client, @Autowired FakeParts parts, @Autowired FakeCustomers customers) {
        this.http = new Http(client);
        this.parts = parts;
        this.customers = customers;
    }

    @BeforeEach
    void reset() {
        parts.reset();
        customers.reset();
        ada = customers.know("+12137771234", "ada@example.org");
        customers.know("+12137771235", "bob@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/customers?phone=%2B12137771234",
                "/api/customers?phone=+1-213-777-1234",
                "/api/customers?phone=(213)%20777%201234",
                "/api/customers?email=ADA@example.org",
                "/api/customers?phone=2137771234&email=ada@example.org",
                "/api/customers/%2B12137771234",
                "/api/customers/+12137771234",
                "/api/customers/213-777-1234",
                "/api/customers/Ada%40Example.org",
            })
    void findsACustomerByWhateverTheyAreCalledBy(String path) {
        Http.Reply reply = http.get(path, KEY);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.at("/id")).isEqualTo(ada.toString());
        assertThat(reply.json().at("/phones/0").asString()).isEqualTo("+12137771234");
        assertThat(reply.json().at("/emails/0").asString()).isEqualTo("ada@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/customers?phone=%2B12137770000",
                "/api/customers?phone=%2B12137771235&email=ada@example.org",
                "/api/customers/whoever",
                "/api/customers/00000000-0000-8000-8000-000000000000",
                "/api/customers/nobody@example.org/preferences",
                "/api/customers/nobody@example.org/patterns",
            })
    void saysThatThereIsNoSuchCustomer(String path) {
        Http.Reply reply = http.get(path, KEY);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.at("/code")).isEqualTo("not_found");
    }

    @Test
    void wantsANumberOrAnAddressAndSaysAllThatIsWrong() {
        assertThat(fields(http.get("/api/customers", KEY))).containsExactly("phone");
        assertThat(fields(http.get("/api/customers?phone=call%20me&email=at%20home&name=Ada", KEY)))
                .containsExactlyInAnyOrder("phone", "email", "name");
    }

    @Test
    void whoNeverSetPreferencesHasEmptyOnes() {
        Http.Reply reply = http.get("/api/customers/" + ada + "/preferences", KEY);
        assertThat(reply.headers().getETag()).isEqualTo("\"0\"");
        assertThat(reply.json().toString())
                .isEqualTo("{\"days\":[],\"windows\":[],\"buffer_minutes\":0,\"time_zone\":null,\"version\":0}");
    }

    @Test
    void setsPreferencesAndGivesThemBack() {
        Http.Reply put = put(PREFERENCES, null);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.headers().getETag()).isEqualTo("\"1\"");
        assertThat(put.json().toString())
                .isEqualTo("{\"days\":[\"MON\",\"WED\"],"
                        + "\"windows\":[{\"days\":[\"MON\"],\"start\":\"09:00\",\"end\":\"24:00\"}],"
                        + "\"buffer_minutes\":15,\"time_zone\":\"America/Los_Angeles\",\"version\":1}");
        Http.Reply got = http.get("/api/customers/%2B1%20213%20777%201234/preferences", KEY);
        assertThat(got.text()).isEqualTo(put.text());
        // What was read can be sent back as it is.
        assertThat(put(got.text(), "\"1\"").at("/version")).isEqualTo("2");
    }

    @Test
    void letsNobodyOverwriteWhatTheyHaveNotSeen() {
        assertThat(put(PREFERENCES, "\"1\"").status()).isEqualTo(412);
        assertThat(put(PREFERENCES, "\"0\"").status()).isEqualTo(200);
        Http.Reply late = put("{}", "\"0\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.at("/code")).isEqualTo("precondition_failed");
        assertThat(put("{}", "nonsense").status()).isEqualTo(412);
        assertThat(put("{}", "*").status()).isEqualTo(200);
    }

    @Test
    void namesAllThatIsWrongInPreferencesAtOnce() {
        Http.Reply reply = put("""
                {"days": ["MON", "Friday", 3],
                 "windows": [{"days": [], "start": "09:00", "end": "10:00"}, {"start": "9", "end": "24:30"}, 7,
                             {"start": "09:00", "end": "24:00", "until": "x"}],
                 "buffer_minutes": 1441, "time_zone": "+05:30", "color": "red"}""", null);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(fields(reply))
                .containsExactlyInAnyOrder(
                        "color",
                        "days[1]",
                        "days[2]",
                        "windows[0].days",
                        "windows[1].start",
                        "windows[1].end",
                        "windows[2]",
                        "windows[3].until",
                        "buffer_minutes",
                        "time_zone");
        assertThat(reply.at("/errors/1/value")).isEqualTo("Friday");
        assertThat(fields(put("{\"days\": \"MON\", \"windows\": {}, \"buffer_minutes\": \"15\"}", null)))
                .containsExactlyInAnyOrder("days", "windows", "buffer_minutes");
        assertThat(put("[]", null).at("/code")).isEqualTo("invalid");
        assertThat(customers.preferences).isEmpty();
    }

    @Test
    void preferencesOfNobodyAreNotFound() {
        Http.Reply reply = http.put("/api/customers/nobody@example.org/preferences", PREFERENCES.getBytes(UTF_8), KEY);
        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void tellsWhatWasLearnt() {
        customers.patterns.put(
                ada,
                new Patterns(List.of(new Patterns.Count(Weekday.TUE, 14, 1), new Patterns.Count(Weekday.MON, 9, 2))));
        assertThat(http.get("/api/customers/ada@example.org/patterns", KEY).text())
                .isEqualTo("{\"counts\":[{\"day\":\"MON\",\"hour\":9,\"count\":2},"
                        + "{\"day\":\"TUE\",\"hour\":14,\"count\":1}],\"total\":3}");
    }

    @Test
    void erasesByWhateverACustomerIsCalledByAndAgainByTheId() {
        assertThat(http.delete("/api/customers/%2B12137771234", KEY).status()).isEqualTo(204);
        assertThat(http.delete("/api/customers/" + ada, KEY).status()).isEqualTo(204);
        assertThat(http.delete("/api/customers/%2B12137771234", KEY).status()).isEqualTo(404);
        assertThat(http.get("/api/customers/" + ada, KEY).status()).isEqualTo(404);
        assertThat(http.delete("/api/customers/" + new UUID(1, 2), KEY).status())
                .isEqualTo(404);
    }

    @Test
    void forgetsWhomOthersHaveBroughtAlong() {
        customers.named.add("carl@example.org");

        assertThat(http.delete("/api/customers/Carl@Example.org", KEY).status()).isEqualTo(204);
        assertThat(http.delete("/api/customers/Carl@Example.org", KEY).status()).isEqualTo(404);
        assertThat(http.delete("/api/customers/whoever", KEY).status()).isEqualTo(404);
    }

    @Test
    void asksForAKeyAndSaysWhenTheBookIsAway() {
        assertThat(http.delete("/api/customers/" + ada, Map.of()).status()).isEqualTo(401);
        customers.readable = false;
        assertThat(http.get("/api/customers/" + ada + "/preferences", KEY).status())
                .isEqualTo(503);
    }

    @Test
    void asksForFreeTimesInTheNameOfACustomer() {
        parts.offer(Offers.many(6));
        http.get("/api/availability?customer=" + ada, KEY);
        http.get("/api/availability?customer=213-777-1234", KEY);
        http.get("/api/availability?customer=ADA@example.org", KEY);
        http.get("/api/availability?customer=nobody@example.org", KEY);
        http.get("/api/availability", KEY);
        assertThat(parts.questions)
                .extracting(question -> String.valueOf(question.customerId()))
                .containsExactly(ada.toString(), ada.toString(), ada.toString(), "null", "null");
        assertThat(fields(http.get("/api/availability?customer=Ada", KEY))).containsExactly("customer");
    }

    @Test
    void offersFreeTimesAlsoWhileNobodyIsKnown() {
        parts.offer(Offers.many(6));
        customers.readable = false;
        assertThat(http.get("/api/availability?customer=" + ada, KEY).status()).isEqualTo(200);
    }

    private Http.Reply put(String body, @Nullable String ifMatch) {
        Map<String, String> headers = new HashMap<>(KEY);
        if (ifMatch != null) {
            headers.put("If-Match", ifMatch);
        }
        return http.put("/api/customers/" + ada + "/preferences", body.getBytes(UTF_8), headers);
    }

    private static List<String> fields(Http.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        return reply.json().at("/errors").values().stream()
                .map(error -> error.path("field").asString())
                .toList();
    }
}
