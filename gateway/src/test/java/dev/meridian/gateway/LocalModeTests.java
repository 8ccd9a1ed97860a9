package dev.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@AutoConfigureWebTestClient(timeout = "20s")
@SpringBootTest(
        classes = TestGateway.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gateway",
            "management.server.port=",
            "management.endpoint.health.group.readiness.include=readinessState",
            "spring.test.metrics.export=true",
            "meridian.local=true"
        })
class LocalModeTests {

    private final Http http;

    LocalModeTests(@Autowired WebTestClient client) {
        this.http = new Http(client);
    }

    @Test
    void takesUnsignedCallsAndTheKeyLocal() {
        byte[] body = "{\"name\":\"check_availability\",\"args\":{}}".getBytes(StandardCharsets.UTF_8);
        assertThat(http.post("/retell/functions/check_availability", body, Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/api/bookings/x", Map.of("Authorization", "Bearer local"))
                        .status())
                .isEqualTo(404);
        assertThat(http.get("/api/bookings/x", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void showsDocumentsAndMetersWithoutAKey() {
        assertThat(http.get("/v3/api-docs", Map.of()).status()).isEqualTo(200);
        assertThat(http.get("/swagger-ui.html", Map.of()).status()).isIn(200, 302);
        assertThat(http.get("/actuator/prometheus", Map.of()).text()).contains("meridian_retell_signatures_total");
    }
}
