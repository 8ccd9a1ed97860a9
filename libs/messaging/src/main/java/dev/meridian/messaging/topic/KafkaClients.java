package dev.meridian.messaging.topic;

import dev.meridian.schema.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The settings that each kind of Kafka client has here, and clients made with them.
 *
 * @param common what all clients share: the brokers and how to log in
 */
public record KafkaClients(Map<String, Object> common) {

    public KafkaClients {
        common = Map.copyOf(common);
    }

    /** The brokers, for messages. */
    public String brokers() {
        return String.valueOf(common.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    public Admin admin() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put("request.timeout.ms", 5_000);
        settings.put("default.api.timeout.ms", 5_000);
        return Admin.create(settings);
    }

    /**
     * A producer whose records are safe once acknowledged, without doubles of its own making.
     *
     * @param delivery until when a record is acknowledged or given up
     * @param block how long handing over a record may wait for metadata or room
     */
    public Producer<String, byte[]> producer(Duration delivery, Duration block) {
        return new KafkaProducer<>(
                producerSettings(delivery, block), new StringSerializer(), new ByteArraySerializer());
    }

    /** The settings of {@link #producer}. */
    public Map<String, Object> producerSettings(Duration delivery, Duration block) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery.toMillis()));
        settings.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(Math.min(10_000, Math.max(100, delivery.toMillis() * 2 / 3))));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, block.toMillis());
        // The broker's bound for each topic is the one that counts; dead letters are larger than what they hold.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_DEAD_LETTER_BYTES);
        return settings;
    }

    /**
     * The settings of consumers in a group: committed on the polling thread only, every record from the first on,
     * nothing of aborted transactions, a dead member's partitions served again after about 8 s.
     */
    public Map<String, Object> groupConsumerSettings() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        // New topics that match a pattern are found at the next refresh.
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** A consumer without a group, for partitions that are assigned to it and read from their end. */
    public Consumer<String, byte[]> tailReader() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
