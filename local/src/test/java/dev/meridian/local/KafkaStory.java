package dev.meridian.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.schema.Headers;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another service publishes a request and reads the event. It has none of our code: only the broker, the registry's API
 * and the wire format that the contract names.
 */
final class KafkaStory {

    private static final String TOPIC = Meridian.PARTNER_TOPIC;
    private static final String EVENTS = "booking.events.v1";

    private final Meridian meridian = Meridian.running();

    @Test
    void aRequestFromKafkaBecomesABookingAndAnEvent() throws Exception {
        String start = meridian.freeStart();
        String requestId = UUID.randomUUID().toString();
        byte[] request = request(requestId, start);

        try (KafkaConsumer<String, byte[]> events = events()) {
            publish(requestId, request);
            // Twice is once.
            publish(requestId, request);

            List<Event> confirmed = new ArrayList<>();
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                for (ConsumerRecord<String, byte[]> event : events.poll(Duration.ofMillis(500))) {
                    GenericRecord value = decoded(event.value());
                    if (String.valueOf(value.get("requestId")).equals(requestId)) {
                        confirmed.add(new Event(event, value));
                    }
                }
                return !confirmed.isEmpty();
            });

            assertThat(confirmed).hasSize(1);
            Event event = confirmed.getFirst();
            assertThat(event.value().getSchema().getFullName()).isEqualTo(BookingConfirmed.class.getName());
            String bookingId = String.valueOf(event.value().get("bookingId"));
            assertThat(event.record().key()).isEqualTo(bookingId);
            assertThat(String.valueOf(event.value().get("source"))).isEqualTo("acme");
            assertThat(header(event.record(), Headers.CE_ID)).isNotBlank();
            assertThat(header(event.record(), Headers.CE_TYPE)).contains("BookingConfirmed");
            assertThat(header(event.record(), Headers.CE_SPECVERSION)).isEqualTo("1.0");

            JsonNode booking = meridian.get("/api/bookings/" + bookingId).json();
            assertThat(booking.path("status").asString()).as(booking.toString()).isEqualTo("confirmed");
            assertThat(booking.path("created_by").asString()).isEqualTo("acme");
            assertThat(OffsetDateTime.parse(booking.path("start").asString()).toInstant())
                    .isEqualTo(OffsetDateTime.parse(start).toInstant());
            assertThat(meridian.eventsOf(bookingId)).hasSize(1);
        }
    }

    private record Event(ConsumerRecord<String, byte[]> record, GenericRecord value) {}

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), UTF_8);
    }

    private void publish(String requestId, byte[] request) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", meridian.system().kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> message = new ProducerRecord<>(TOPIC, "default", request);
            message.headers().add(Headers.CE_ID, requestId.getBytes(UTF_8));
            message.headers().add(Headers.CE_SOURCE, "somebody-else".getBytes(UTF_8));
            producer.send(message).get();
        }
    }

    private KafkaConsumer<String, byte[]> events() {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        meridian.system().kafka(),
                        "group.id",
                        "story-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(EVENTS));
        return consumer;
    }

    /** In the wire format, under the id that the registry gives the schema. */
    private byte[] request(String requestId, String start) throws IOException {
        RequestBooking request = RequestBooking.newBuilder()
                .setRequestId(requestId)
                .setStart(OffsetDateTime.parse(start).toLocalDateTime().toString())
                .setTimeZone("America/Los_Angeles")
                .setCustomer(Customer.newBuilder().setName("Ada Example").build())
                .build();
        String schema = RequestBooking.getClassSchema().toString();
        JsonNode registered = meridian.send(HttpRequest.newBuilder(
                                registry("/subjects/" + TOPIC + "-" + RequestBooking.class.getName() + "/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(Map.of("schema", schema))))
                        .build())
                .json();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(
                ByteBuffer.allocate(4).putInt(registered.path("id").asInt()).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<RequestBooking>(RequestBooking.getClassSchema()).write(request, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private GenericRecord decoded(byte[] wire) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(wire);
        assertThat(buffer.get()).as("magic byte").isZero();
        Meridian.Reply schema = meridian.send(HttpRequest.newBuilder(registry("/schemas/ids/" + buffer.getInt()))
                .build());
        assertThat(schema.status()).isEqualTo(200);
        Schema writer = new Schema.Parser().parse(schema.json().path("schema").asString());
        return new GenericDatumReader<GenericRecord>(writer)
                .read(null, DecoderFactory.get().binaryDecoder(wire, 5, wire.length - 5, null));
    }

    private URI registry(String path) {
        return meridian.system().registry().resolve("/apis/ccompat/v7" + path);
    }
}
