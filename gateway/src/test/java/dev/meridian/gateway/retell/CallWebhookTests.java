package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.TestGateway;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class CallWebhookTests {

    private static final Instant NOW = Instant.parse(TestGateway.NOW);

    private final Http http;
    private final FakeCallSteps steps;

    CallWebhookTests(@Autowired WebTestClient client, @Autowired FakeCallSteps steps) {
        this.http = new Http(client);
        this.steps = steps;
    }

    @BeforeEach
    void reset() {
        steps.published.clear();
        steps.failing = false;
    }

    @Test
    void publishesStepsWithoutTheTranscript() {
        Http.Reply reply = post("/retell/webhook", """
                {"event":"call_analyzed","call":{"call_id":"c1","agent_id":"a1","direction":"inbound",
                 "from_number":"+12137771234","transcript":"Agent: Hi","start_timestamp":1795197600000,
                 "end_timestamp":1795197660000,"disconnection_reason":"user_hangup",
                 "call_analysis":{"call_successful":true}}}
                """);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(steps.published)
                .containsExactly(new CallStep(
                        "c1",
                        "call_analyzed",
                        NOW,
                        "a1",
                        "inbound",
                        Instant.ofEpochMilli(1795197600000L),
                        Instant.ofEpochMilli(1795197660000L),
                        "user_hangup",
                        true));
    }

    @Test
    void takesChatsAndDropsTranscripts() {
        assertThat(post("/retell/webhook", "{\"event\":\"chat_ended\",\"chat\":{\"chat_id\":\"x1\"}}")
                        .status())
                .isEqualTo(204);
        assertThat(post("/retell/webhook", "{\"event\":\"transcript_updated\",\"call\":{\"call_id\":\"c1\"}}")
                        .status())
                .isEqualTo(204);
        assertThat(steps.published).extracting(CallStep::event).containsExactly("chat_ended");
    }

    @Test
    void asksForTheEventAgainWhenItCouldNotBeStored() {
        steps.failing = true;
        assertThat(post("/retell/webhook", "{\"event\":\"call_ended\",\"call\":{\"call_id\":\"c1\"}}")
                        .status())
                .isEqualTo(503);
    }

    @Test
    void refusesWhatIsNoEventAndWhatIsNotSigned() {
        assertThat(post("/retell/webhook", "{\"event\":\"call_ended\"}").status())
                .isEqualTo(400);
        assertThat(post("/retell/webhook", "x").status()).isEqualTo(400);
        assertThat(http.post("/retell/webhook", new byte[] {'{', '}'}, Map.of()).status())
                .isEqualTo(401);
        assertThat(http.post("/retell/inbound", new byte[] {'{', '}'}, Map.of()).status())
                .isEqualTo(401);
        assertThat(steps.published).isEmpty();
    }

    @Test
    void tellsTheAgentWhoIsCalling() {
        Http.Reply reply = post(
                "/retell/inbound",
                "{\"event\":\"call_inbound\",\"call_inbound\":{\"from_number\":\"+12137771234\",\"to_number\":\"+1\"}}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/call_inbound/dynamic_variables/business_name")).isEqualTo("Example Clinic");
        assertThat(reply.at("/call_inbound/dynamic_variables/caller_time_zone")).isEqualTo("America/Los_Angeles");
        assertThat(reply.at("/call_inbound/dynamic_variables/today")).isEqualTo("Friday, November 20, 2026");
        assertThat(reply.at("/call_inbound/dynamic_variables/today_iso")).isEqualTo("2026-11-20");
        assertThat(reply.at("/call_inbound/dynamic_variables/next_booking")).isEqualTo("none");
    }

    @Test
    void answersWhatItCannotReadWithNothing() {
        assertThat(post("/retell/inbound", "{}").text()).isEqualTo("{\"call_inbound\":{}}");
        assertThat(post("/retell/inbound", "nonsense").text()).isEqualTo("{\"call_inbound\":{}}");
    }

    private Http.Reply post(String path, String body) {
        return Signed.post(http, path, body, NOW);
    }
}
