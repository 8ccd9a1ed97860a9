package dev.meridian.messaging;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Up once every listener's group has been given its partitions, be it none because other instances have them all, and as
 * long as the listeners run.
 */
final class ListenersHealthIndicator implements HealthIndicator, ConsumerAwareRebalanceListener {

    private final KafkaListenerEndpointRegistry listeners;
    private final Set<String> joined = ConcurrentHashMap.newKeySet();

    ListenersHealthIndicator(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        joined.add(consumer.groupMetadata().groupId());
    }

    @Override
    public @Nullable Health health() {
        Set<String> waiting = new TreeSet<>();
        for (MessageListenerContainer container : listeners.getListenerContainers()) {
            String group = String.valueOf(container.getGroupId());
            if (!container.isRunning() || !joined.contains(group)) {
                waiting.add(group);
            }
        }
        return waiting.isEmpty()
                ? Health.up().build()
                : Health.outOfService().withDetail("waiting", waiting).build();
    }
}
