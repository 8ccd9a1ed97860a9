package dev.meridian.faults.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What operators and an independent reader do on the brokers. */
public final class KafkaTools {

    private static final long SECONDS = 60;

    private final String bootstrapServers;

    KafkaTools(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 10_000, "default.api.timeout.ms", 30_000));
    }

    boolean create(String topic, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.of((short) Brokers.COUNT))
                            .configs(Map.of("min.insync.replicas", "2", "retention.ms", "-1"))))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException;
        }
    }

    /** Node id of the leader of most partitions of booking requests. */
    public int leader() throws Exception {
        try (Admin admin = admin()) {
            Map<Integer, Long> led = admin
                    .describeTopics(List.of("booking.requests.v1"))
                    .allTopicNames()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .filter(partition -> partition.leader() != null)
                    .collect(Collectors.groupingBy(
                            partition -> partition.leader().id(), Collectors.counting()));
            return led.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(1);
        }
    }

    /** Sets the group back to the first record of everything it reads; its members must be gone. */
    public void rewind(String group) throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
            for (TopicPartition partition : committed(admin, group).keySet()) {
                first.put(partition, new OffsetAndMetadata(0));
            }
            admin.alterConsumerGroupOffsets(group, first).all().get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** As if nobody had ever read under that name. */
    public void forget(String group) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteConsumerGroups(List.of(group)).all().get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whether the group has no member any more. */
    public boolean isEmpty(String group) throws Exception {
        try (Admin admin = admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get(SECONDS, TimeUnit.SECONDS).values().stream()
                    .allMatch(description -> description.members().isEmpty());
        }
    }

    /** How many records of the topics with booking requests the group has not committed. */
    public long lag(String group) throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, group);
            Map<TopicPartition, Long> ends = ends(
                    admin, partitions(admin, name -> name.startsWith("booking.requests") && !name.endsWith(".dlt")));
            return ends.entrySet().stream()
                    .mapToLong(end -> {
                        OffsetAndMetadata at = committed.get(end.getKey());
                        return end.getValue() - (at == null ? 0 : at.offset());
                    })
                    .sum();
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(SECONDS, TimeUnit.SECONDS));
        committed.values().removeIf(Objects::isNull);
        return committed;
    }

    private static Set<TopicPartition> partitions(Admin admin, Predicate<String> wanted) throws Exception {
        Collection<String> names = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).stream()
                .filter(wanted)
                .toList();
        return admin.describeTopics(names).allTopicNames().get(SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions) throws Exception {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Everything on the topics that are wanted, read by nobody's group, as bytes. */
    public List<ConsumerRecord<byte[], byte[]>> read(Predicate<String> wanted) throws Exception {
        Map<TopicPartition, Long> ends;
        try (Admin admin = admin()) {
            ends = ends(admin, partitions(admin, wanted));
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("topics could not be read to their end");
                }
            }
        }
        return records;
    }
}
