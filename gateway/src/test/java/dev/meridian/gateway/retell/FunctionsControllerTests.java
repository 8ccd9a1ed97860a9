package dev.meridian.gateway.retell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.EdgeTest;
import dev.meridian.gateway.FakeParts;
import dev.meridian.gateway.Http;
import dev.meridian.gateway.TestGateway;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class FunctionsControllerTests {

    private static final Instant NOW = Instant.parse(TestGateway.NOW);
    private static final String BODY = "{\"name\":\"check_availability\",\"args\":{}}";
    private static final String PATH = "/retell/functions/check_availability";

    private final Http http;
    private final FakeParts parts;

    FunctionsControllerTests(@Autowired WebTestClient client, @Autowired FakeParts parts) {
        this.http = new Http(client);
        this.parts = parts;
    }

    @BeforeEach
    void reset() {
        parts.reset();
    }

    @Test
    void refusesUnsignedWrongAndStaleCallsInOneSentence() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of(SignatureGate.HEADER, "nonsense"),
                Map.of(SignatureGate.HEADER, Signed.header(body, NOW, "another key")),
                Map.of(SignatureGate.HEADER, Signed.header(body, NOW.minusMillis(300_001), Signed.KEY)))) {
            Http.Reply reply = http.post(PATH, body, headers);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.text()).isEqualTo("The signature is missing or not valid.");
        }
        assertThat(parts.questions).isEmpty();
    }

    @Test
    void looksAtTheBytesWhateverTheyClaimToBe() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "application/octet-stream")) {
            String signature = Signed.header(body, NOW, Signed.KEY);
            assertThat(http.post(PATH, body, Map.of("Content-Type", type, SignatureGate.HEADER, signature))
                            .status())
                    .as(type)
                    .isEqualTo(200);
            assertThat(http.post(PATH, body, Map.of("Content-Type", type)).status())
                    .as(type)
                    .isEqualTo(401);
        }
    }

    @Test
    void checksSignatureBeforeItParses() {
        assertThat(http.post(PATH, new byte[] {'{'}, Map.of()).status()).isEqualTo(401);
        assertThat(http.post("/retell/functions/unknown", new byte[0], Map.of()).status())
                .isEqualTo(401);
    }

    @Test
    void acceptsEitherKey() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        assertThat(http.post(PATH, body, Map.of(SignatureGate.HEADER, Signed.header(body, NOW, "retell-key-two")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoCall() {
        assertThat(post(PATH, "no json").status()).isEqualTo(400);
        assertThat(post(PATH, "").status()).isEqualTo(400);
        assertThat(post(PATH, "{\"name\":\"save_booking\",\"args\":{}}").status())
                .isEqualTo(400);
        assertThat(post("/retell/functions", "{\"args\":{}}").status()).isEqualTo(400);
    }

    @Test
    void goesByTheNameInTheBodyWhereThePathHasNone() {
        assertThat(post("/retell/functions", BODY).at("/status")).isEqualTo("unavailable");
        assertThat(parts.questions).hasSize(1);
    }

    @Test
    void doesNotKnowOtherFunctions() {
        for (String name : List.of("accept_booking", "sell_booking", "toString")) {
            assertThat(post("/retell/functions/" + name, "{\"name\":\"" + name + "\",\"args\":{}}")
                            .status())
                    .isEqualTo(404);
            assertThat(post("/retell/functions", "{\"name\":\"" + name + "\",\"args\":{}}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void takesLongCallsAndRefusesBodiesOverTheLimit() {
        String filler = "x".repeat(4 * 1024 * 1024 - 200);
        String big = "{\"name\":\"check_availability\",\"args\":{},\"call\":{\"call_id\":\"c\",\"transcript\":\""
                + filler + "\"}}";
        assertThat(post(PATH, big).status()).isEqualTo(200);
        Http.Reply reply = post(PATH, big + " ".repeat(300));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text()).isEqualTo("The body is over 4 MiB.");
    }

    @Test
    void toleratesUnicodeInSignedBodies() {
        assertThat(post(PATH, "{\"name\":\"check_availability\",\"args\":{\"x\":\"José Ñandú 🎉\"}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void doesNotTakeOtherMethods() {
        Http.Reply reply = http.get(PATH, Map.of());
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.text()).doesNotContain("{");
    }

    @Test
    void tellsNothingAboutTheServer() {
        assertThat(post(PATH, BODY).headers().headerNames()).doesNotContain("Server", "X-Powered-By");
    }

    private Http.Reply post(String path, String body) {
        return Signed.post(http, path, body, NOW);
    }
}
