package dev.meridian.messaging.request;

import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.topic.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The asking side: {@link RequestReply} and the health contributor {@code replies}, which is up once no reply can be missed
 * any more and belongs into the readiness group. Imported beside {@code MessagingConfiguration} by those who ask.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RequestReplySettings.class)
public class RequestReplyConfiguration {

    private static final Duration MAX_BLOCK = Duration.ofMillis(500);

    @Bean(destroyMethod = "close")
    RequestReply requestReply(
            KafkaClients clients,
            AvroCodec codec,
            RequestReplySettings settings,
            ObjectProvider<Clock> clock,
            ObjectProvider<MeterRegistry> meters) {
        Integer partition = settings.replyPartition();
        return new RequestReply(
                clients.producer(settings.publishTimeout(), MAX_BLOCK),
                clients::tailReader,
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                codec,
                new PendingReplies(settings.maxPending(), settings.oldestPending()),
                clock.getIfAvailable(Clock::systemUTC),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    ReplyReading replyReading(RequestReply requests) {
        return new ReplyReading(requests);
    }

    @Bean
    HealthIndicator repliesHealthIndicator(RequestReply requests) {
        return () -> {
            OptionalInt partition = requests.replyPartition();
            return partition.isPresent()
                    ? Health.up().withDetail("partition", partition.getAsInt()).build()
                    : Health.outOfService()
                            .withDetail("problem", requests.problem())
                            .build();
        };
    }
}
