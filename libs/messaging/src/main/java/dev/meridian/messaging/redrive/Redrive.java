package dev.meridian.messaging.redrive;

import dev.meridian.messaging.topic.KafkaClients;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One run over the dead letters that stand on a topic when it begins. Each that is selected is published again to the topic
 * it came from and, once the broker has it, remembered as redriven under a consumer group of this command's own. A run
 * that is cut off may publish up to {@value #BATCH} a second time; their requests are known by then and change nothing.
 */
final class Redrive {

    static final int BATCH = 100;
    static final String DEAD_LETTERS = ".dlt";

    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final Duration BLOCK = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final String topic;
    private final Selection selection;
    private final int max;
    private final boolean dryRun;
    private final PrintWriter out;
    private final Summary summary = new Summary();

    Redrive(KafkaClients clients, String topic, Selection selection, int max, boolean dryRun, PrintWriter out) {
        this.clients = clients;
        this.topic = topic;
        this.selection = selection;
        this.max = max;
        this.dryRun = dryRun;
        this.out = out;
    }

    /** The consumer group that a topic's progress is kept under. */
    static String group(String topic) {
        return "redrive." + topic;
    }

    /**
     * Runs to the end of the topic as it is now.
     *
     * @throws CannotRedrive in a sentence
     */
    Summary run() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumer();
                Producer<byte[], byte[]> producer = producer()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long beginning = Objects.requireNonNull(beginnings.get(partition));
                long end = Objects.requireNonNull(ends.get(partition));
                if (!run(partition, beginning, end, consumer, producer)) {
                    return summary;
                }
            }
            return summary;
        }
    }

    /** Whether to go on with the next partition. */
    private boolean run(
            TopicPartition partition,
            long beginning,
            long end,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer)
            throws InterruptedException {
        Redriven redriven = new Redriven(consumer.committed(Set.of(partition)).get(partition), beginning);
        summary.before += Math.toIntExact(redriven.next() - beginning);
        consumer.assign(List.of(partition));
        consumer.seek(partition, redriven.next());
        while (consumer.position(partition) < end) {
            List<ConsumerRecord<byte[], byte[]>> read = consumer.poll(POLL).records(partition).stream()
                    .filter(record -> record.offset() < end)
                    .toList();
            boolean any = take(read, redriven, producer);
            if (any) {
                consumer.commitSync(Map.of(partition, redriven.committed()));
            }
            if (summary.failed > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether any of them was redriven. */
    private boolean take(
            List<ConsumerRecord<byte[], byte[]>> read, Redriven redriven, Producer<byte[], byte[]> producer)
            throws InterruptedException {
        Map<DeadLetter, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read) {
            DeadLetter letter = new DeadLetter(record);
            if (redriven.contains(record.offset())) {
                summary.before++;
            } else if (!selection.contains(letter)) {
                summary.notSelected++;
            } else if (letter.refusal().isPresent()) {
                summary.refused++;
                out.println(letter.description() + "\n    refused: "
                        + letter.refusal().get());
            } else if (summary.redriven + sent.size() >= max) {
                summary.left++;
            } else if (dryRun) {
                summary.redriven++;
                out.println(letter.description() + "\n    would be published to "
                        + letter.sourceTopic().orElseThrow());
            } else if (!redriven.hasRoom()) {
                throw new CannotRedrive(
                        record.topic() + "-" + record.partition()
                                + ": what has been redriven is too scattered to be remembered; redrive with a wider filter first");
            } else {
                sent.put(letter, producer.send(letter.again()));
            }
        }
        boolean any = false;
        for (Map.Entry<DeadLetter, Future<RecordMetadata>> one : sent.entrySet()) {
            any |= acknowledged(one.getKey(), one.getValue(), redriven);
        }
        return any;
    }

    private boolean acknowledged(DeadLetter letter, Future<RecordMetadata> answer, Redriven redriven)
            throws InterruptedException {
        try {
            RecordMetadata where = answer.get();
            redriven.add(letter.record().offset());
            summary.redriven++;
            out.println(letter.description() + "\n    published as " + where);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                // With the headers that were added it no longer fits; the next ones may.
                summary.refused++;
                out.println(letter.description() + "\n    refused: the broker takes no record of that size");
            } else {
                summary.failed++;
                out.println(letter.description() + "\n    failed: " + e.getCause());
            }
            return false;
        }
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        Set<String> known = new TreeSet<>(consumer.listTopics().keySet());
        known.removeIf(name -> !name.endsWith(DEAD_LETTERS));
        if (!known.contains(topic)) {
            throw new CannotRedrive("topic " + topic + ": no dead letters are there (expected: one of " + known + ")");
        }
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic)
                .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        partitions.sort(Comparator.comparingInt(TopicPartition::partition));
        return partitions;
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(clients.groupConsumerSettings());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group(topic));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                clients.producerSettings(DELIVERY, BLOCK), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The run can not begin or go on, for a reason that the operator can do something about. */
    static final class CannotRedrive extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotRedrive(String message) {
            super(message);
        }
    }
}
