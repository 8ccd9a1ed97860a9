package dev.meridian.messaging.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.messaging.failure.DeadLetterHeaders;
import dev.meridian.messaging.redrive.RedriveCommand.CommandLineOutput;
import dev.meridian.messaging.topic.KafkaClients;
import dev.meridian.schema.Headers;
import dev.meridian.testkit.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriveCommandIntegrationTests {

    private static final Instant WRITTEN = Instant.parse("2026-11-20T09:00:00.123Z");
    private static final int PARTITIONS = 2;

    private final KafkaClients clients =
            new KafkaClients(Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers()));
    private String topic = "";
    private String deadLetters = "";
    private String said = "";

    @BeforeEach
    void createTopics() {
        topic = TestKafka.shared().newTopic("redrive", PARTITIONS);
        deadLetters = topic + ".worker.dlt";
        TestKafka.shared().createTopics(PARTITIONS, deadLetters);
    }

    @Test
    void publishesBytesKeyHeadersAndTimeAsTheyWere() {
        byte[] bytes = {0, 0, 0, 0, 7, (byte) 0xff, 1};
        deadLetter(0, "ann", bytes, "bug", 41, 0);

        assertThat(redrive()).isZero();

        ConsumerRecord<byte[], byte[]> record = only(published());
        assertThat(record.value()).isEqualTo(bytes);
        assertThat(record.key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(Instant.ofEpochMilli(record.timestamp())).isEqualTo(WRITTEN);
        assertThat(headers(record))
                .isEqualTo(Map.of(
                        Headers.CE_ID, "id-41",
                        Headers.REDRIVE_COUNT, "1",
                        Headers.REDRIVE_ID, deadLetters + "-0@0"));
        assertThat(said).contains("Redriven: 1, redriven before: 0").doesNotContain("failed: 1");
    }

    @Test
    void publishesANullValueAndANullKey() {
        deadLetter(0, null, null, "poison", 1, 0);
        assertThat(redrive()).isZero();
        assertThat(only(published()).value()).isNull();
        assertThat(only(published()).key()).isNull();
    }

    @Test
    void aSecondRunPublishesOnlyWhatIsNew() {
        deadLetter(0, "a", new byte[] {1}, "bug", 1, 0);
        deadLetter(1, "b", new byte[] {2}, "bug", 2, 0);
        redrive();
        deadLetter(1, "c", new byte[] {3}, "bug", 3, 0);

        assertThat(redrive()).isZero();

        assertThat(said).contains("Redriven: 1, redriven before: 2");
        assertThat(values(published())).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void whatAFilterLeftOutIsThereForTheNextRun() {
        deadLetter(0, "a", new byte[] {1}, "bug", 1, 0);
        deadLetter(0, "a", new byte[] {2}, "undecodable", 2, 0);
        deadLetter(0, "a", new byte[] {3}, "bug", 3, 0);

        redrive("--reason", "undecodable");
        assertThat(values(published())).containsExactly(2);
        redrive();

        assertThat(said).contains("Redriven: 2, redriven before: 1");
        assertThat(values(published())).containsExactlyInAnyOrder(2, 1, 3);
    }

    @Test
    void filtersByKeyPartitionOffsetAndTime() {
        IntStream.range(0, 6)
                .forEach(n -> deadLetter(n % 2, n < 4 ? "a" : "b", new byte[] {(byte) n}, "bug", 100 + n, 0));

        redrive("--dry-run", "--key", "b");
        assertThat(said).contains("Would be redriven: 2,").contains("not selected: 4");
        redrive("--dry-run", "--partition", "1", "--offsets", "100..103");
        assertThat(said).contains("Would be redriven: 2,").contains(topic + "-1@101", topic + "-1@103");
        redrive("--dry-run", "--offsets", "104");
        assertThat(said).contains("Would be redriven: 1,");
        redrive("--dry-run", "--until", "2000-01-01T00:00:00Z");
        assertThat(said).contains("Would be redriven: 0,").contains("not selected: 6");
        redrive("--dry-run", "--since", "2000-01-01T00:00:00Z", "--reason", "poison,bug");
        assertThat(said).contains("Would be redriven: 6,");
    }

    @Test
    void aDryRunTellsWhatEachIsAndPublishesNothing() {
        deadLetter(0, "ann", new byte[] {0, 0, 0, 0, 7, 1}, "bug", 41, 2);

        redrive("--dry-run");

        assertThat(said)
                .contains(deadLetters + "-0@0  from " + topic + "-0@41  key ann")
                .contains("6 bytes, schema id 7")
                .contains("redriven 2 times")
                .contains("bug since")
                .contains("would be published to " + topic);
        assertThat(published()).isEmpty();
        redrive();
        assertThat(published()).hasSize(1);
    }

    @Test
    void stopsAtMaxAndGoesOnFromThere() {
        IntStream.range(0, 5).forEach(n -> deadLetter(0, "a", new byte[] {(byte) n}, "bug", n, 0));

        redrive("--max", "2");
        assertThat(said).contains("Redriven: 2,").contains("left because of --max: 3");
        redrive("--max", "2");

        assertThat(values(published())).containsExactly(0, 1, 2, 3);
    }

    @Test
    void refusesWhatHasBeenRedrivenThreeTimes() {
        deadLetter(0, "a", new byte[] {1}, "bug", 1, 3);
        deadLetter(0, "a", new byte[] {2}, "bug", 2, 2);

        assertThat(redrive()).isZero();

        assertThat(said).contains("refused: has been redriven 3 times").contains("Redriven: 1,");
        assertThat(headers(only(published()))).containsEntry(Headers.REDRIVE_COUNT, "3");
    }

    @Test
    void refusesWhatNamesAnotherTopic() {
        String other = TestKafka.shared().newTopic("redrive-other", 1);
        send(new ProducerRecord<>(
                deadLetters,
                0,
                null,
                null,
                new byte[] {1},
                List.of(header(DeadLetterHeaders.TOPIC, other), header(DeadLetterHeaders.REASON, "bug"))));

        redrive();

        assertThat(said).contains("refused: names " + other).contains("refused: 1");
    }

    @Test
    void failsInASentenceWhereNoDeadLettersAre() {
        deadLetters = "nobody.knows.dlt";
        assertThat(redrive()).isOne();
        assertThat(said).contains("topic nobody.knows.dlt: no dead letters are there (expected: one of [");
    }

    @Test
    void tellsWrongOptions() {
        assertThat(redrive("--max", "0")).isEqualTo(2);
        assertThat(redrive("--offsets", "1-2")).isEqualTo(2);
        assertThat(said).contains("1-2 (expected: FROM..TO, such as 100..120)");
    }

    private int redrive(String... options) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int status = RedriveCommand.execute(
                spec -> clients,
                new CommandLineOutput(writer, writer),
                Stream.concat(Stream.of("--topic", deadLetters), Stream.of(options))
                        .toArray(String[]::new));
        said = text.toString();
        return status;
    }

    private void deadLetter(
            int partition, @Nullable String key, byte @Nullable [] value, String reason, int offset, int redrives) {
        List<Header> headers = new ArrayList<>(List.of(
                header(Headers.CE_ID, "id-" + offset),
                header(DeadLetterHeaders.TOPIC, topic),
                header(DeadLetterHeaders.PARTITION, Integer.toString(partition)),
                header(DeadLetterHeaders.OFFSET, Integer.toString(offset)),
                header(DeadLetterHeaders.REASON, reason),
                header(DeadLetterHeaders.TIME, WRITTEN.toString())));
        if (redrives > 0) {
            headers.add(header(Headers.REDRIVE_COUNT, Integer.toString(redrives)));
        }
        send(new ProducerRecord<>(
                deadLetters, partition, null, key == null ? null : key.getBytes(UTF_8), value, headers));
    }

    private void send(ProducerRecord<byte[], byte @Nullable []> record) {
        try (KafkaProducer<byte[], byte @Nullable []> producer =
                new KafkaProducer<>(clients.common(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static List<Integer> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> (int) record.value()[0]).toList();
    }

    private static <T> T only(List<T> records) {
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    /** What stands on the topic; in the order of each partition. */
    private List<ConsumerRecord<byte[], byte[]>> published() {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clients.common(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
