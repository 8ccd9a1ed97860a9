package dev.meridian.messaging.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.schema.booking.BookingConfirmed;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123Z");

    @Test
    void comesBackAsItWasWritten() {
        CloudEvent event = CloudEvent.of("id-1", "retell", BookingConfirmed.SCHEMA$, NOW);
        Headers headers = new RecordHeaders();
        event.write(headers);
        assertThat(CloudEvent.read(headers, Instant.EPOCH)).contains(event);
        assertThat(TextHeaders.read(headers, "ce_specversion")).contains("1.0");
        assertThat(TextHeaders.read(headers, "ce_time")).contains("2026-11-20T10:00:00.123Z");
    }

    @Test
    void namesTheTypeWithoutTheSchemaSegment() {
        assertThat(CloudEvent.typeOf(BookingConfirmed.SCHEMA$)).isEqualTo("dev.meridian.booking.BookingConfirmed.v1");
    }

    @Test
    void replacesHeadersThatAreThere() {
        Headers headers = new RecordHeaders();
        CloudEvent.of("one", "retell", BookingConfirmed.SCHEMA$, NOW).write(headers);
        CloudEvent.of("two", "api", BookingConfirmed.SCHEMA$, NOW).write(headers);
        assertThat(headers.toArray()).hasSize(6);
        assertThat(CloudEvent.read(headers, NOW))
                .get()
                .extracting(CloudEvent::id)
                .isEqualTo("two");
    }

    @Test
    void takesAForeignRecordWithTheLeastInIt() {
        Headers headers = new RecordHeaders();
        headers.add("ce_id", "x".getBytes(UTF_8));
        headers.add("ce_source", "crm".getBytes(UTF_8));
        headers.add("ce_time", "yesterday".getBytes(UTF_8));
        headers.add("traceparent", "nonsense".getBytes(UTF_8));
        assertThat(CloudEvent.read(headers, NOW)).get().satisfies(event -> {
            assertThat(event.time()).isEqualTo(NOW);
            assertThat(event.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        });
    }

    @Test
    void isNoneWithoutId() {
        Headers headers = new RecordHeaders();
        headers.add("ce_source", "crm".getBytes(UTF_8));
        headers.add("ce_id", new byte[0]);
        assertThat(CloudEvent.read(headers, NOW)).isEmpty();
    }

    @Test
    void staysInTheTraceItIsGiven() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Headers headers = new RecordHeaders();
        CloudEvent.of("id-1", "retell", BookingConfirmed.SCHEMA$, NOW)
                .within(trace)
                .write(headers);
        assertThat(CloudEvent.traceparent(headers)).contains(trace);
    }
}
