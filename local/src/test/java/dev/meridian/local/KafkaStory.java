package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.schema.Headers;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.RequestBooking;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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

        try (Partner partner = new Partner(meridian, TOPIC);
                KafkaConsumer<String, byte[]> events = events()) {
            byte[] request = partner.encoded(Requests.booking(RequestBooking.getClassSchema(), requestId, start));
            partner.send(0, request);
            // Twice is once.
            partner.send(0, request);

            List<Event> confirmed = new ArrayList<>();
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                for (ConsumerRecord<String, byte[]> event : events.poll(Duration.ofMillis(500))) {
                    GenericRecord value = partner.decoded(event.value(), null);
                    // A clash that another story has made is of no request.
                    if (value.hasField("requestId")
                            && String.valueOf(value.get("requestId")).equals(requestId)) {
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
            assertThat(Partner.header(event.record(), Headers.CE_ID)).isNotBlank();
            assertThat(Partner.header(event.record(), Headers.CE_TYPE)).contains("BookingConfirmed");
            assertThat(Partner.header(event.record(), Headers.CE_SPECVERSION)).isEqualTo("1.0");

            JsonNode booking = meridian.get("/api/bookings/" + bookingId).json();
            assertThat(booking.path("status").asString()).as(booking.toString()).isEqualTo("confirmed");
            assertThat(booking.path("created_by").asString()).isEqualTo("acme");
            assertThat(OffsetDateTime.parse(booking.path("start").asString()).toInstant())
                    .isEqualTo(OffsetDateTime.parse(start).toInstant());
            assertThat(meridian.eventsOf(bookingId)).hasSize(1);
        }
    }

    private record Event(ConsumerRecord<String, byte[]> record, GenericRecord value) {}

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
}
