package dev.meridian.booking.outbox;

import dev.meridian.bookings.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.reactive.TransactionalOperator;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxConfiguration {

    @Bean
    OutboxRelay outboxRelay(
            Outbox outbox,
            TransactionalOperator transaction,
            KafkaTemplate<String, byte[]> rawKafkaTemplate,
            OutboxSettings settings) {
        return new OutboxRelay(
                outbox, transaction, rawKafkaTemplate, settings.batch(), settings.interval(), settings.patience());
    }

    @Bean
    OutboxLag outboxLag(Outbox outbox, MeterRegistry meters) {
        return new OutboxLag(outbox, meters);
    }
}
