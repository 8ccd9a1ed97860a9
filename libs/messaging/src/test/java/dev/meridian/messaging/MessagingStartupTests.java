package dev.meridian.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.serde.FakeRegistry;
import dev.meridian.schema.Topics;
import dev.meridian.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class MessagingStartupTests {

    @Configuration(proxyBeanMethods = false)
    @Import(MessagingConfiguration.class)
    static class Service {}

    @Test
    void registersSchemasAndWarmsTheSerdeOfThisBuild() {
        try (FakeRegistry registry = new FakeRegistry();
                ConfigurableApplicationContext context = run(
                        "meridian.kafka.bootstrap-servers=" + TestKafka.sharedBootstrapServers(),
                        "meridian.registry-url=" + registry.url() + "/")) {
            assertThat(context.isRunning()).isTrue();
            assertThat(registry.subjects())
                    .hasSize(Topics.ALL.stream()
                            .mapToInt(topic -> topic.records().size())
                            .sum());
        }
    }

    @Test
    void saysWhichSettingIsMissing() {
        assertThatThrownBy(() -> run("meridian.registry-url=http://127.0.0.1:1"))
                .hasStackTraceContaining("MERIDIAN_KAFKA_BOOTSTRAP_SERVERS");
        assertThatThrownBy(() -> run("meridian.kafka.bootstrap-servers=127.0.0.1:1"))
                .hasStackTraceContaining("MERIDIAN_REGISTRY_URL");
    }

    @Test
    void saysThatTheBrokersDoNotAnswer() {
        assertThatThrownBy(() -> run(
                        "meridian.kafka.bootstrap-servers=127.0.0.1:1",
                        "meridian.registry-url=http://127.0.0.1:1",
                        "meridian.kafka.startup-timeout=1ms"))
                .hasRootCauseInstanceOf(Exception.class)
                .hasStackTraceContaining("on the Kafka brokers 127.0.0.1:1")
                .hasStackTraceContaining("MERIDIAN_KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void saysThatTheRegistryDoesNotAnswer() {
        assertThatThrownBy(() -> run(
                        "meridian.kafka.bootstrap-servers=" + TestKafka.sharedBootstrapServers(),
                        "meridian.registry-url=http://127.0.0.1:1",
                        "meridian.kafka.startup-timeout=1ms"))
                .hasStackTraceContaining("schema registry at http://127.0.0.1:1/apis/ccompat/v7 does not answer");
    }

    @Test
    void waitsForPartsThatAreLate() {
        AtomicInteger attempts = new AtomicInteger();
        MessagingStartup startup = new MessagingStartup(
                List.of(() -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                }),
                Duration.ofSeconds(10));
        startup.start();
        assertThat(attempts).hasValue(3);
        assertThat(startup.isRunning()).isTrue();
    }

    @Test
    void doesNotTryAgainWhatCannotWork() {
        AtomicInteger attempts = new AtomicInteger();
        MessagingStartup startup = new MessagingStartup(
                List.of(() -> {
                    attempts.incrementAndGet();
                    throw new PoisonRecord("CallEvent for topic x: cannot be encoded");
                }),
                Duration.ofSeconds(10));
        assertThatThrownBy(startup::start)
                .isInstanceOf(MessagingSetupException.class)
                .hasMessageContaining("CallEvent");
        assertThat(attempts).hasValue(1);
    }

    private static ConfigurableApplicationContext run(String... settings) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .properties("meridian.kafka.partitions=3")
                .run();
    }
}
