package dev.meridian.messaging;

import dev.meridian.messaging.topic.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka's clients with the settings of this installation, and nothing that runs: for a command beside the services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessagingSettings.class)
public class KafkaClientsConfiguration {

    @Bean
    KafkaClients kafkaClients(MessagingSettings settings) {
        Map<String, Object> common = new HashMap<>(settings.properties());
        common.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return new KafkaClients(common);
    }
}
