package dev.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.booking.BookingState;
import dev.meridian.gateway.request.BookingAnswer;
import dev.meridian.gateway.retell.SignedCalls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** What a caller says and what proves who is calling stays out of the log, also when things go wrong. */
@EdgeTest
@TestPropertySource(properties = "logging.level.dev.meridian=debug")
@ExtendWith(OutputCaptureExtension.class)
class LogLeakTests {

    private static final String BODY = """
            {"name":"save_booking","args":{"start":"2026-11-23T09:00:00-08:00","name":"Zaphira Quillfeather",
             "phone":"+12137771234","email":"zaphira@quill.example","notes":"allergic to latex"},
             "call":{"call_id":"c1","direction":"inbound","from_number":"+12137771234","access_token":"tok_secret_77",
             "transcript":"User: I am Zaphira Quillfeather"}}
            """;

    private final WebTestClient client;
    private final Http http;
    private final FakeParts parts;

    LogLeakTests(@Autowired WebTestClient client, @Autowired FakeParts parts) {
        this.client = client;
        this.http = new Http(client);
        this.parts = parts;
    }

    @Test
    void keepsPeopleAndSecretsOut(CapturedOutput output) {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        String path = "/retell/functions/save_booking";
        String header = SignedCalls.header(body, TestGateway.NOW);
        parts.decide(wish -> new BookingAnswer.Accepted(FakeParts.booking(wish, BookingState.CONFIRMED), false, false));
        assertThat(http.post(path, body, Map.of("X-Retell-Signature", header)).at("/status"))
                .isEqualTo("booked");
        parts.desk = wish -> Mono.error(new IllegalStateException("failed for " + wish));
        http.post(path, body, Map.of("X-Retell-Signature", header));
        http.post(path, body, Map.of("X-Retell-Signature", header.replaceAll("d=.{8}", "d=00000000")));
        http.post(path, "{".getBytes(StandardCharsets.UTF_8), Map.of("X-Retell-Signature", header));
        http.post(
                "/api/bookings",
                "{\"start\":\"x\",\"name\":\"Zaphira Quillfeather\",\"email\":\"zaphira@quill.example\"}"
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("Authorization", "Bearer key-one", "Idempotency-Key", "k1"));
        http.get("/api/bookings/x", Map.of("Authorization", "Bearer wrong-key-xyz"));
        parts.releaser = wish -> {
            throw new IllegalStateException("failed");
        };
        client.delete()
                .uri("/api/holds/hold_secret_42")
                .header("Authorization", "Bearer key-one")
                .exchange()
                .expectStatus()
                .isEqualTo(500);
        assertThat(output)
                .contains(
                        "save_booking: booked",
                        "signature wrong",
                        "save_booking failed",
                        "DELETE /api/holds/{token} failed");
        for (String personal : List.of(
                "Zaphira",
                "Quillfeather",
                "2137771234",
                "quill.example",
                "latex",
                "tok_secret_77",
                "hold_secret_42",
                header.substring(header.indexOf("d=") + 2),
                "key-one",
                "wrong-key-xyz",
                "retell-key")) {
            assertThat(output.getAll()).doesNotContain(personal);
        }
    }
}
