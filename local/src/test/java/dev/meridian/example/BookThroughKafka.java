package dev.meridian.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Another service books, with Kafka's client, a serde and a copy of {@code RequestBooking.avsc}, which it registered when it was
 * deployed. Every request goes to its own topic, {@code booking.requests.<source>.v1}; the answer comes to a partition of {@code
 * replies.v1} that it names. After a timeout it calls again with the same request id, kept with the wish: that is the same booking.
 */
public record BookThroughKafka(String brokers, String registry, String topic, Path schemaFile) {

    private static final TopicPartition REPLIES = new TopicPartition("replies.v1", 0);
    private static final String SERDE = "io.apicurio.registry.serde.avro.AvroKafka";
    private static final String TEXT = "org.apache.kafka.common.serialization.String";

    /** The reply: {@code status}, {@code bookingId}, and why not. */
    public GenericRecord book(String requestId, String start, String timeZone, String name) throws Exception {
        Schema schema = new Schema.Parser().parse(schemaFile.toFile());
        Schema customer = schema.getField("customer").schema();
        GenericRecord request = new GenericRecordBuilder(schema)
                .set("requestId", requestId)
                .set("start", start)
                .set("timeZone", timeZone)
                .set(
                        "customer",
                        new GenericRecordBuilder(customer).set("name", name).build())
                .build();
        try (var replies = new KafkaConsumer<String, GenericRecord>(settings(schema));
                var requests = new KafkaProducer<String, GenericRecord>(settings(schema))) {
            replies.assign(List.of(REPLIES));
            replies.seekToEnd(List.of(REPLIES));
            replies.position(REPLIES); // From here on; only then ask.
            var record = new ProducerRecord<>(topic, "default", request);
            Map.of("correlation-id", requestId, "reply-topic", REPLIES.topic(), "reply-partition", "0")
                    .forEach((header, value) -> record.headers().add(header, value.getBytes(UTF_8)));
            requests.send(record).get();
            for (Instant end = Instant.now().plusSeconds(20); Instant.now().isBefore(end); ) {
                for (var reply : replies.poll(Duration.ofMillis(500))) {
                    var correlationId = reply.headers().lastHeader("correlation-id");
                    if (correlationId != null && requestId.equals(new String(correlationId.value(), UTF_8))) {
                        return reply.value();
                    }
                }
            }
            throw new TimeoutException("no reply yet; what was asked stands, and is decided all the same");
        }
    }

    private Map<String, Object> settings(Schema schema) {
        return Map.of(
                "bootstrap.servers", brokers,
                "key.serializer", TEXT + "Serializer",
                "key.deserializer", TEXT + "Deserializer",
                "value.serializer", SERDE + "Serializer",
                "value.deserializer", SERDE + "Deserializer",
                "apicurio.registry.url", registry + "/apis/registry/v3",
                "apicurio.registry.artifact.group-id", "default",
                "apicurio.registry.artifact.artifact-id", topic + "-" + schema.getFullName(),
                "apicurio.registry.dereference-schema", true);
    }
}
