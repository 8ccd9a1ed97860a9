package dev.meridian.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.schema.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another service with a topic of its own. It has none of our code: only the broker, the registry's API and the wire
 * format that the contract names; so it can also send what none of our publishers would.
 */
final class Partner implements AutoCloseable {

    private static final String REPLIES = "replies.v1";
    private static final int REPLY_PARTITION = 11;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Meridian meridian;
    private final String topic;
    private final KafkaProducer<String, byte @Nullable []> producer;
    private final KafkaConsumer<String, byte[]> replies;

    Partner(Meridian meridian, String topic) {
        this.meridian = meridian;
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", meridian.system().kafka(), "max.request.size", 8 << 20),
                new StringSerializer(),
                new ByteArraySerializer());
        this.replies = consumer();
        TopicPartition mine = new TopicPartition(REPLIES, REPLY_PARTITION);
        replies.assign(List.of(mine));
        replies.seekToEnd(List.of(mine));
        replies.position(mine);
    }

    /** Registers a schema under the topic's subject for it, as a publisher does; the id that goes before values. */
    int register(Schema schema) {
        return register(topic + "-" + schema.getFullName(), schema);
    }

    private int register(String subject, Schema schema) {
        JsonNode answer = meridian.send(HttpRequest.newBuilder(registry("/subjects/" + subject + "/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared()
                                .writeValueAsString(Map.of("schemaType", "AVRO", "schema", schema.toString()))))
                        .build())
                .json();
        assertThat(answer.path("id").isNumber()).as("%s: %s", subject, answer).isTrue();
        return answer.path("id").asInt();
    }

    /** A value in the wire format, under the id that the registry gives its schema. */
    byte[] encoded(GenericRecord value) {
        return encoded(register(value.getSchema()), value);
    }

    /** The same under an id that was got for another topic, where other rules may hold. */
    byte[] encodedAsOn(String otherTopic, GenericRecord value) {
        return encoded(register(otherTopic + "-" + value.getSchema().getFullName(), value.getSchema()), value);
    }

    private static byte[] encoded(int id, GenericRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A value as the writer's schema in the registry has it, read with another version; null for the writer's own. */
    GenericRecord decoded(byte[] wire, @Nullable Schema reader) {
        ByteBuffer buffer = ByteBuffer.wrap(wire);
        assertThat(buffer.get()).as("magic byte").isZero();
        JsonNode schema = meridian.send(HttpRequest.newBuilder(registry("/schemas/ids/" + buffer.getInt()))
                        .build())
                .json();
        Schema writer = new Schema.Parser().parse(schema.path("schema").asString());
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader == null ? writer : reader)
                    .read(null, DecoderFactory.get().binaryDecoder(wire, 5, wire.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends to a partition; once this returns the broker has it. The correlation id, which is also the {@code ce_id}. */
    String send(int partition, byte @Nullable [] value) throws ExecutionException, InterruptedException {
        String id = UUID.randomUUID().toString();
        ProducerRecord<String, byte @Nullable []> record = new ProducerRecord<>(topic, partition, "default", value);
        record.headers()
                .add(Headers.CE_ID, id.getBytes(UTF_8))
                .add(Headers.CE_SOURCE, "somebody-else".getBytes(UTF_8))
                .add(Headers.CORRELATION_ID, id.getBytes(UTF_8))
                .add(Headers.REPLY_TOPIC, REPLIES.getBytes(UTF_8))
                .add(Headers.REPLY_PARTITION, Integer.toString(REPLY_PARTITION).getBytes(UTF_8));
        producer.send(record).get();
        return id;
    }

    /** The reply to what was sent; one that takes longer than half a minute is none. */
    ConsumerRecord<String, byte[]> reply(String correlationId) {
        return first(replies, reply -> header(reply, Headers.CORRELATION_ID).equals(correlationId));
    }

    /** The first dead letter of a record. */
    ConsumerRecord<String, byte[]> deadLetter(String id) {
        try (KafkaConsumer<String, byte[]> consumer = deadLetters()) {
            return first(consumer, letter -> header(letter, Headers.CE_ID).equals(id));
        }
    }

    /** How many dead letters a record has by now. */
    long countDeadLetters(String id) {
        try (KafkaConsumer<String, byte[]> consumer = deadLetters()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            long count = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> letter : consumer.poll(Duration.ofMillis(100))) {
                    count += header(letter, Headers.CE_ID).equals(id) ? 1 : 0;
                }
            }
            return count;
        }
    }

    private KafkaConsumer<String, byte[]> deadLetters() {
        String name = topic + ".booking-worker.dlt";
        KafkaConsumer<String, byte[]> consumer = consumer();
        List<TopicPartition> partitions = new ArrayList<>();
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        // Made with the first dead letter.
        while (partitions.isEmpty() && System.nanoTime() < end) {
            consumer.partitionsFor(name)
                    .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static ConsumerRecord<String, byte[]> first(
            KafkaConsumer<String, byte[]> consumer, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (wanted.test(record)) {
                    return record;
                }
            }
        }
        throw new AssertionError("no such record within " + LONGEST_WAIT + " on " + consumer.assignment());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", meridian.system().kafka(), "max.poll.records", 1),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The text of a header, empty if there is none. */
    static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private URI registry(String path) {
        return meridian.system().registry().resolve("/apis/ccompat/v7" + path);
    }

    @Override
    public void close() {
        producer.close();
        replies.close();
    }
}
