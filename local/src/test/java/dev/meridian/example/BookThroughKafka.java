package dev.meridian.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another service books: with a broker, a registry and a copy of {@code RequestBooking.avsc}. Every request goes to the
 * service's own topic, {@code booking.requests.<source>.v1}; the answer comes to a partition of {@code replies.v1} that it
 * names. Sent again with the same {@code requestId}, it is the same booking.
 */
public final class BookThroughKafka {

    private static final TopicPartition REPLIES = new TopicPartition("replies.v1", 0);

    private BookThroughKafka() {}

    /** Once, with each new version: registers the schema where {@code TopicRecordNameStrategy} looks for it. */
    public static void register(String registry, String topic, Path schemaFile)
            throws IOException, InterruptedException {
        Schema schema = new Schema.Parser().parse(schemaFile.toFile());
        String body = JsonMapper.shared().writeValueAsString(Map.of("schema", schema.toString()));
        URI subject =
                URI.create(registry + "/apis/ccompat/v7/subjects/" + topic + "-" + schema.getFullName() + "/versions");
        HttpRequest request = HttpRequest.newBuilder(subject)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(subject + ": " + answer.statusCode() + " " + answer.body());
            }
        }
    }

    /** Arguments: brokers, registry, topic, path of RequestBooking.avsc, start (2026-11-23T09:00), IANA zone, name. */
    public static void main(String[] args) throws Exception {
        register(args[1], args[2], Path.of(args[3]));
        System.out.println(book(args[0], args[1], args[2], Path.of(args[3]), args[4], args[5], args[6]));
    }

    /** The reply: {@code status}, {@code bookingId}, and why not. */
    public static GenericRecord book(
            String brokers, String registry, String topic, Path schemaFile, String start, String timeZone, String name)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Schema schema = new Schema.Parser().parse(schemaFile.toFile());
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("bootstrap.servers", brokers),
                Map.entry("apicurio.registry.url", registry + "/apis/registry/v3"),
                // The subject as Confluent's TopicRecordNameStrategy names it; looked up in one piece, as it was
                // registered.
                Map.entry("apicurio.registry.artifact.group-id", "default"),
                Map.entry("apicurio.registry.artifact.artifact-id", topic + "-" + schema.getFullName()),
                Map.entry("apicurio.registry.dereference-schema", true));
        String requestId = UUID.randomUUID().toString(); // Kept with the wish, for when it has to be sent again.
        try (var replies = new KafkaConsumer<>(settings, new StringDeserializer(), deserializer(settings));
                var requests = new KafkaProducer<>(settings, new StringSerializer(), serializer(settings))) {
            replies.assign(List.of(REPLIES));
            replies.seekToEnd(List.of(REPLIES));
            replies.position(REPLIES); // From here on; only then ask.

            GenericRecord customer = new GenericRecordBuilder(
                            schema.getField("customer").schema())
                    .set("name", name)
                    .build();
            GenericRecord request = new GenericRecordBuilder(schema)
                    .set("requestId", requestId)
                    .set("expiresAt", Instant.now().plusSeconds(60).toEpochMilli())
                    .set("start", start)
                    .set("timeZone", timeZone)
                    .set("customer", customer)
                    .build();
            ProducerRecord<String, GenericRecord> record = new ProducerRecord<>(topic, "default", request);
            Map.of("ce_id", requestId, "ce_source", "example", "ce_type", "dev.meridian.booking.RequestBooking.v1")
                    .forEach((header, value) -> record.headers().add(header, value.getBytes(UTF_8)));
            Map.of("ce_specversion", "1.0", "ce_time", Instant.now().toString())
                    .forEach((header, value) -> record.headers().add(header, value.getBytes(UTF_8)));
            Map.of("correlation-id", requestId, "reply-topic", REPLIES.topic(), "reply-partition", "0")
                    .forEach((header, value) -> record.headers().add(header, value.getBytes(UTF_8)));
            requests.send(record).get();
            return reply(replies, requestId);
        }
    }

    private static GenericRecord reply(KafkaConsumer<String, GenericRecord> replies, String correlationId)
            throws TimeoutException {
        for (Instant end = Instant.now().plusSeconds(20); Instant.now().isBefore(end); ) {
            for (ConsumerRecord<String, GenericRecord> reply : replies.poll(Duration.ofMillis(500))) {
                Header header = reply.headers().lastHeader("correlation-id");
                if (header != null && correlationId.equals(new String(header.value(), UTF_8))) {
                    return reply.value();
                }
            }
        }
        throw new TimeoutException("no reply yet: the request stands, and ends by its expiresAt");
    }

    private static AvroKafkaSerializer<GenericRecord> serializer(Map<String, Object> settings) {
        AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>();
        serializer.configure(settings, false);
        return serializer;
    }

    private static AvroKafkaDeserializer<GenericRecord> deserializer(Map<String, Object> settings) {
        AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>();
        deserializer.configure(settings, false);
        return deserializer;
    }
}
