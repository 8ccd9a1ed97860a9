package dev.meridian.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.booking.RequestBooking;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that no version can process are set aside once, with the reason, and the callers behind them do not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PoisonStory {

    private static final int PARTITION = 1;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
    private static final Schema REQUEST = RequestBooking.getClassSchema();

    private final Meridian meridian = Meridian.running();
    private final Partner partner = new Partner(meridian, Meridian.PARTNER_TOPIC);

    @AfterAll
    void close() {
        partner.close();
    }

    Stream<Arguments> poison() {
        byte[] whole = partner.encoded(Requests.booking(REQUEST, Requests.newId(), "2026-11-23T09:00:00-08:00"));
        Schema strange = SchemaBuilder.record("PraiseBooking")
                .namespace("dev.meridian.schema.booking")
                .fields()
                .requiredString("praise")
                .endRecord();
        // The name we know, without the fields that we need.
        Schema misfit = SchemaBuilder.record("RequestBooking")
                .namespace("dev.meridian.schema.booking")
                .fields()
                .requiredString("wish")
                .endRecord();
        return Stream.of(
                arguments("no wire format", "{\"name\":\"Ada Example\"}".getBytes(UTF_8), "undecodable"),
                arguments("no bytes", new byte[0], "undecodable"),
                arguments("an id that nobody registered", ofId(2_000_000_000, new byte[] {2, 65}), "undecodable"),
                arguments("a negative id", ofId(-1, new byte[] {2, 65}), "undecodable"),
                arguments("half a record", Arrays.copyOf(whole, whole.length / 2), "undecodable"),
                arguments("null", null, "poison"),
                arguments("900 kB", random(900_000), "undecodable"),
                arguments(
                        "900 kB under a known id",
                        ofId(ByteBuffer.wrap(whole, 1, 4).getInt(), random(900_000)),
                        "undecodable"),
                arguments("a record of another topic", question(), "poison"),
                arguments("a record that is not ours", partner.encoded(value(strange, "praise")), "undecodable"),
                arguments(
                        "a record of our name that is not ours",
                        partner.encodedAsOn("wishes.v1", value(misfit, "wish")),
                        "undecodable"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void isSetAsideOnceAndTheNextOneIsServed(String what, byte @Nullable [] poison, String reason) throws Exception {
        byte[] good = partner.encoded(Requests.booking(REQUEST, Requests.newId(), "2020-01-01T09:00:00-08:00"));
        // So that the poison's turn is when it is sent.
        partner.reply(partner.send(PARTITION, good));

        String id = partner.send(PARTITION, poison);
        long turn = System.nanoTime();
        partner.reply(partner.send(PARTITION, good));
        Duration stopped = Duration.ofNanos(System.nanoTime() - turn);

        ConsumerRecord<String, byte[]> letter = partner.deadLetter(id);
        assertThat(letter.value()).isEqualTo(poison);
        assertThat(letter.key()).isEqualTo("default");
        assertThat(Partner.header(letter, "dead-letter-reason")).isEqualTo(reason);
        assertThat(Partner.header(letter, "dead-letter-detail"))
                .contains("value")
                .doesNotContain("Ada");
        assertThat(Partner.header(letter, "dead-letter-topic")).isEqualTo(Meridian.PARTNER_TOPIC);
        assertThat(Partner.header(letter, "dead-letter-partition")).isEqualTo(Integer.toString(PARTITION));
        assertThat(Partner.header(letter, "dead-letter-offset")).matches("\\d+");
        assertThat(partner.countDeadLetters(id)).as("dead letters of %s", what).isOne();
        assertThat(stopped).as("the partition stands still").isLessThan(LONGEST_STOP);
    }

    @Test
    void whatIsOverTheTopicsLimitTheBrokerRefuses() {
        assertThatThrownBy(() -> partner.send(PARTITION, random(1_100_000)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    private byte[] question() {
        return partner.encoded(new GenericRecordBuilder(CheckAvailability.getClassSchema())
                .set("requestId", Requests.newId())
                .set("expiresAt", 0L)
                .set("fromDate", "2026-11-23")
                .set("toDate", "2026-11-23")
                .set("timeZone", "Asia/Kolkata")
                .build());
    }

    private static GenericRecord value(Schema schema, String field) {
        return new GenericRecordBuilder(schema).set(field, "Ada Example").build();
    }

    private static byte[] ofId(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    // Always the same: what exactly is in them is of no matter.
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        bytes[0] = 7;
        return bytes;
    }
}
