package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.example.BookThroughKafka;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** The example that the contract shows to other services works as it stands. */
final class ExampleStory {

    private static final Path SCHEMA =
            Path.of("..", "schemas", "src", "main", "avro", "booking", "RequestBooking.avsc");

    private final Meridian meridian = Meridian.running();

    @Test
    void anotherServiceBooksThroughKafkaAlone() throws Exception {
        String start =
                OffsetDateTime.parse(meridian.freeStart()).toLocalDateTime().toString();
        try (Partner partner = new Partner(meridian, Meridian.PARTNER_TOPIC)) {
            partner.register(new Schema.Parser().parse(SCHEMA.toFile()));
        }
        BookThroughKafka example = new BookThroughKafka(
                meridian.system().kafka(), meridian.system().registry().toString(), Meridian.PARTNER_TOPIC, SCHEMA);
        String requestId = UUID.randomUUID().toString();

        GenericRecord reply = example.book(requestId, start, "America/Los_Angeles", "Ada Example");
        GenericRecord again = example.book(requestId, start, "America/Los_Angeles", "Ada Example");

        assertThat(String.valueOf(reply.get("status"))).as("%s", reply).isEqualTo("BOOKED");
        assertThat(meridian.eventsOf(String.valueOf(reply.get("bookingId")))).hasSize(1);
        assertThat(again.get("bookingId")).isEqualTo(reply.get("bookingId"));
    }
}
