package dev.meridian.booking.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.booking.TestDesk;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.schema.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutboxRelayIntegrationTests {

    @RegisterExtension
    static final TestDesk desk = new TestDesk();

    @Test
    void sendsInTheOrderOfWritingAndOnlyOnce() {
        // More than one batch.
        IntStream.range(0, 250).forEach(i -> add("one-booking", i));

        assertThat(desk.relay.relay()).isEqualTo(250);
        assertThat(desk.relay.relay()).isZero();

        assertThat(desk.sent())
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactlyElementsOf(
                        IntStream.range(0, 250).mapToObj(Integer::toString).toList());
        assertThat(desk.count("outbox where published_at is null")).isZero();
    }

    @Test
    void whatTheBrokerDidNotConfirmIsSentAgainUnderTheSameId() {
        add("a", 1);
        add("a", 2);
        desk.failNextSend();

        assertThatThrownBy(desk.relay::relay).hasStackTraceContaining("no broker");
        assertThat(desk.count("outbox where published_at is null")).isEqualTo(2);
        assertThat(desk.relay.relay()).isEqualTo(2);

        List<String> ids =
                desk.sent().stream().map(OutboxRelayIntegrationTests::id).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isEqualTo(ids.getFirst()).isNotEqualTo(ids.get(2));
    }

    @Test
    void sendsAMessageWithoutAValueAsSuch() {
        UUID id = UUID.randomUUID();
        desk.outbox
                .add(new OutboxMessage(id, "catalogue.v1", "staff/jo", Map.of(Headers.CE_ID, id.toString()), null))
                .block();

        desk.relay.relay();

        assertThat(desk.sent()).hasSize(1).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("staff/jo");
            assertThat(record.value()).isNull();
            assertThat(id(record)).isEqualTo(id.toString());
        });
    }

    @Test
    void relaysSideBySideSendEachMessageOnce() {
        IntStream.range(0, 200).forEach(i -> add("booking-" + i, i));

        IntStream.range(0, 4).parallel().forEach(i -> desk.relay.relay());
        desk.relay.relay();

        assertThat(desk.sent())
                .extracting(OutboxRelayIntegrationTests::id)
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    private static void add(String key, int number) {
        UUID id = UUID.nameUUIDFromBytes((key + number).getBytes(StandardCharsets.UTF_8));
        byte[] payload = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        desk.outbox
                .add(new OutboxMessage(
                        id, "booking.events.v1", key, Map.of(Headers.CE_ID, id.toString()), ByteBuffer.wrap(payload)))
                .block();
    }

    private static String id(ProducerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(Headers.CE_ID).value(), StandardCharsets.UTF_8);
    }
}
