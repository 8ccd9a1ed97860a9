package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.example.BookThroughKafka;
import java.nio.file.Path;
import java.time.OffsetDateTime;
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

        BookThroughKafka.register(meridian.system().registry().toString(), Meridian.PARTNER_TOPIC, SCHEMA);
        GenericRecord reply = BookThroughKafka.book(
                meridian.system().kafka(),
                meridian.system().registry().toString(),
                Meridian.PARTNER_TOPIC,
                SCHEMA,
                start,
                "America/Los_Angeles",
                "Ada Example");

        assertThat(String.valueOf(reply.get("status"))).as("%s", reply).isEqualTo("BOOKED");
        assertThat(meridian.eventsOf(String.valueOf(reply.get("bookingId")))).hasSize(1);
    }
}
