package dev.meridian.messaging.topic;

import dev.meridian.schema.Topic;
import dev.meridian.schema.Topic.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing, with the retention and record size that the contract states. Topics that exist are
 * left as they are: their partitions and settings belong to whoever runs the broker.
 */
public final class TopicSetup {

    private static final Logger log = LoggerFactory.getLogger(TopicSetup.class);
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

    private final KafkaClients clients;
    private final int partitions;
    private final short replicationFactor;
    private final Set<String> deadLetterTopics = ConcurrentHashMap.newKeySet();

    public TopicSetup(KafkaClients clients, int partitions, int replicationFactor) {
        this.clients = clients;
        this.partitions = partitions;
        this.replicationFactor = (short) replicationFactor;
    }

    /**
     * Creates those of the topics that are missing.
     *
     * @throws IllegalStateException the broker does not answer or does not let us, in a sentence
     */
    public void create(Collection<Topic<?>> topics) {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic<?> topic : topics) {
            wanted.add(newTopic(topic.name(), topic.retention(), Topic.MAX_RECORD_BYTES));
        }
        create(wanted);
    }

    /** Creates a dead-letter topic unless it exists; asks the broker only once for each name. */
    public void createDeadLetters(String name) {
        if (deadLetterTopics.contains(name)) {
            return;
        }
        create(List.of(newTopic(name, Retention.of(DEAD_LETTERS_KEPT), Topic.MAX_DEAD_LETTER_BYTES)));
        deadLetterTopics.add(name);
    }

    private void create(List<NewTopic> wanted) {
        try (Admin admin = clients.admin()) {
            for (Map.Entry<String, KafkaFuture<Void>> result :
                    admin.createTopics(wanted).values().entrySet()) {
                await(result.getKey(), result.getValue());
            }
        }
    }

    private void await(String topic, KafkaFuture<Void> created) {
        try {
            created.get();
            log.info("created topic {}", topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return;
            }
            if (e.getCause() instanceof AuthorizationException) {
                // Where topics are made by others we may not; whether this one is there shows when it is used.
                log.warn("topic {}: not allowed to create it", topic);
                return;
            }
            throw new IllegalStateException(
                    "topic " + topic + " could not be created on the Kafka brokers " + clients.brokers() + " ("
                            + e.getMessage() + "). Start them, or name others with MERIDIAN_KAFKA_BOOTSTRAP_SERVERS",
                    e);
        }
    }

    private NewTopic newTopic(String name, Retention retention, int maxBytes) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
        switch (retention) {
            case Retention.Compacted compacted ->
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case Retention.Deleted deleted -> {
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                settings.put(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(deleted.after().map(Duration::toMillis).orElse(-1L)));
            }
        }
        if (replicationFactor >= 3) {
            settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(name, Optional.of(partitions), Optional.of(replicationFactor)).configs(settings);
    }
}
