package dev.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@AutoConfigureWebTestClient(timeout = "20s")
@SpringBootTest(classes = TestGateway.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        properties = {
            "spring.config.name=gateway",
            "management.server.port=0",
            "management.endpoint.health.group.readiness.include=readinessState",
            "spring.test.metrics.export=true",
            "meridian.api-keys=key-one"
        })
class ManagementPortTests {

    private final WebTestClient callers;
    private final WebTestClient operators;

    ManagementPortTests(@Autowired WebTestClient client, @LocalManagementPort int port) {
        this.callers = client;
        this.operators =
                WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void keepsHealthAndMetersFromCallers() {
        for (String path :
                new String[] {"/actuator/health/readiness", "/actuator/health/liveness", "/actuator/prometheus"}) {
            operators.get().uri(path).exchange().expectStatus().isOk();
            callers.get().uri(path).exchange().expectStatus().isNotFound();
        }
    }

    @Test
    void showsNoMoreThanThat() {
        String links = operators
                .get()
                .uri("/actuator")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(links).doesNotContain("env", "beans", "heapdump", "loggers");
        operators.get().uri("/actuator/env").exchange().expectStatus().isNotFound();
    }
}
