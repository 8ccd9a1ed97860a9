package dev.meridian.gateway.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.identity.ChannelTokens;
import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.Http;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class NotificationsTests {

    private static final String CALENDAR = "host@meridian.example";

    private final Http http;
    private final FakeCalendarLooks looks;
    private final ChannelTokens tokens;
    private final MeterRegistry meters;

    NotificationsTests(
            @Autowired WebTestClient client,
            @Autowired FakeCalendarLooks looks,
            @Autowired ChannelTokens tokens,
            @Autowired MeterRegistry meters) {
        this.http = new Http(client);
        this.looks = looks;
        this.tokens = tokens;
        this.meters = meters;
    }

    @BeforeEach
    void reset() {
        looks.asked.clear();
        looks.failing = false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"exists", "not_exists"})
    void aChangeHasTheCalendarReadThatTheTokenNames(String state) {
        Http.Reply reply = post(Map.of("X-Goog-Channel-Token", tokens.token(CALENDAR), "X-Goog-Resource-State", state));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.text()).isEmpty();
        assertThat(looks.asked).containsExactly(CALENDAR);
    }

    @Test
    void thatTheChannelWorksIsNoChange() {
        double before = counted("opened");

        Http.Reply reply =
                post(Map.of("X-Goog-Channel-Token", tokens.token(CALENDAR), "X-Goog-Resource-State", "sync"));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(looks.asked).isEmpty();
        assertThat(counted("opened")).isEqualTo(before + 1);
    }

    @Test
    void aMessageWithoutOurTokenIsRefusedWithoutAWordOfWhatWouldBeRight() {
        double before = counted("refused");
        String foreign = new ChannelTokens("another-secret-another-secret-12").token(CALENDAR);

        Http.Reply missing = post(Map.of("X-Goog-Resource-State", "exists"));
        Http.Reply wrong = post(Map.of("X-Goog-Channel-Token", foreign, "X-Goog-Resource-State", "exists"));
        Http.Reply sync = post(Map.of("X-Goog-Channel-Token", "primary", "X-Goog-Resource-State", "sync"));

        for (Http.Reply refused : new Http.Reply[] {missing, wrong, sync}) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).isEqualTo("The token is missing or not valid.");
        }
        assertThat(looks.asked).isEmpty();
        assertThat(counted("refused")).isEqualTo(before + 3);
    }

    @Test
    void asksForTheMessageAgainWhenItCouldNotBeStored() {
        looks.failing = true;

        Http.Reply reply =
                post(Map.of("X-Goog-Channel-Token", tokens.token(CALENDAR), "X-Goog-Resource-State", "exists"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).isEqualTo("The message could not be stored; send it again.");
    }

    @Test
    void isNotPartOfTheInterfaceThatOthersRelyOn() {
        assertThat(http.document().path("paths").has("/google/notifications")).isFalse();
    }

    private Http.Reply post(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Goog-Channel-ID", "f2b5a8f0-0000-4000-8000-000000000000");
        return http.post("/google/notifications", new byte[0], all);
    }

    private double counted(String result) {
        var counter = meters.find("meridian.google.notifications")
                .tag("result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
