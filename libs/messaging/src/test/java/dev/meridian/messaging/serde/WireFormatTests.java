package dev.meridian.messaging.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.messaging.SerdeFixture;
import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import dev.meridian.schema.Topic;
import dev.meridian.schema.Topics;
import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.availability.PartOfDay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pins the bytes on the wire, with the serde that this build carries. Confluent documents them: a zero byte, the schema's
 * id as four bytes, big-endian, then Avro's binary encoding
 * (https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format).
 */
class WireFormatTests {

    private static final String TOPIC = Topics.AVAILABILITY_REQUESTS_NAME;
    private static final String SUBJECT = TOPIC + "-dev.meridian.schema.availability.CheckAvailability";
    private static final CheckAvailability QUESTION = CheckAvailability.newBuilder()
            .setRequestId("r1")
            .setExpiresAt(Instant.parse("2026-11-20T10:00:00Z"))
            .setFromDate("2026-11-23")
            .setToDate("2026-11-24")
            .setTimeZone("America/Los_Angeles")
            .setPartOfDay(PartOfDay.MORNING)
            .setDurationMinutes(60)
            .build();

    private final FakeRegistry registry = new FakeRegistry();
    private ConfiguredAvroCodec codec = SerdeFixture.codec(registry.url());

    @BeforeEach
    void register() {
        registry.register(SUBJECT, QUESTION.getSchema());
    }

    @AfterEach
    void close() {
        codec.close();
        registry.close();
    }

    @Test
    void writesZeroByteThenIdThenAvro() {
        byte[] bytes = codec.encode(TOPIC, QUESTION);
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("00" + "01020304" // the id of the schema
                        + "04" + "7231" // requestId: length 2, zig-zag, UTF-8
                        + "80b4b086bf68" // expiresAt: zig-zag varint of epoch milliseconds
                        + "14" + "323032362d31312d3233"
                        + "14" + "323032362d31312d3234"
                        + "26" + "416d65726963612f4c6f735f416e67656c6573"
                        + "02" + "04" // partOfDay: second branch, third symbol
                        + "00" // service: null
                        + "00" // staff: null
                        + "02" + "78" // durationMinutes: second branch, 60
                        + "00"); // customerId: null
    }

    @Test
    void readsWhatItWrote() {
        assertThat(codec.decode(TOPIC, codec.encode(TOPIC, QUESTION))).isEqualTo(QUESTION);
    }

    @Test
    void takesEveryRecordThereAndBack() {
        new SchemaRegistration(SerdeFixture.confluentApi(registry.url())).register(Topics.ALL);
        SerdeWarmUp.warm(codec, Topics.ALL);
        int records =
                Topics.ALL.stream().map(Topic::records).mapToInt(List::size).sum();
        assertThat(registry.subjects()).hasSize(records);
    }

    @Test
    void asksTheRegistryOnlyOnceForEachSchema() {
        codec.decode(TOPIC, codec.encode(TOPIC, QUESTION));
        registry.calls.clear();
        codec.decode(TOPIC, codec.encode(TOPIC, QUESTION));
        assertThat(registry.calls).isEmpty();
    }

    @Test
    void readsAnEnumSymbolOfALaterVersionAsItsDefault() throws IOException {
        String later = QUESTION.getSchema().toString().replace("\"EVENING\"", "\"EVENING\",\"NIGHT\"");
        Schema writer = new Schema.Parser().parse(later);
        Schema part = writer.getField("partOfDay").schema().getTypes().get(1);
        GenericRecord question = new GenericData.Record(writer);
        question.put("requestId", "r1");
        question.put("expiresAt", 0L);
        question.put("fromDate", "2026-11-23");
        question.put("toDate", "2026-11-23");
        question.put("timeZone", "Asia/Kolkata");
        question.put("partOfDay", new GenericData.EnumSymbol(part, "NIGHT"));
        int id = registry.register(SUBJECT + "-later", writer);

        CheckAvailability read = (CheckAvailability) codec.decode(TOPIC, bytes(id, question));

        assertThat(read.getPartOfDay()).isEqualTo(PartOfDay.UNKNOWN);
        assertThat(read.getTimeZone()).isEqualTo("Asia/Kolkata");
    }

    @Test
    void tellsAnUnknownRecordTypeByTopicAndId() throws IOException {
        Schema stranger = new Schema.Parser()
                .parse("{\"type\":\"record\",\"namespace\":\"dev.meridian.schema.booking\",\"name\":\"PraiseBooking\","
                        + "\"fields\":[{\"name\":\"secret\",\"type\":\"string\"}]}");
        GenericRecord value = new GenericData.Record(stranger);
        value.put("secret", "Ann Example");
        int id = registry.register("stranger", stranger);
        assertThatThrownBy(() -> codec.decode(TOPIC, bytes(id, value)))
                .isInstanceOf(PoisonRecord.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("schema id " + id)
                .hasMessageNotContaining("Ann");
    }

    @Test
    void tellsBytesWithoutSchemaId() {
        assertThatThrownBy(() -> codec.decode(TOPIC, "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(PoisonRecord.class)
                .hasMessageContaining("no schema id");
    }

    @Test
    void tellsTruncatedBytes() {
        byte[] bytes = codec.encode(TOPIC, QUESTION);
        byte[] half = java.util.Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> codec.decode(TOPIC, half)).isInstanceOf(PoisonRecord.class);
    }

    @Test
    void tellsAnUnregisteredSchemaByTopicAndRecord() {
        assertThatThrownBy(() -> codec.encode("other.topic.v1", QUESTION))
                .isInstanceOf(PoisonRecord.class)
                .hasMessageContaining("CheckAvailability for topic other.topic.v1")
                .hasMessageContaining("registered");
    }

    @Test
    void holdsNoRecordToBlameForARegistryThatIsAway() {
        registry.close();
        codec.close();
        codec = SerdeFixture.codec(registry.url());
        assertThatThrownBy(() -> codec.encode(TOPIC, QUESTION))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("registry does not answer");
        assertThatThrownBy(() -> codec.decode(TOPIC, new byte[] {0, 0, 0, 0, 9, 2}))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("schema id 9");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void holdsNoRecordToBlameForARegistryThatFails(int status) {
        registry.failing = status;
        assertThatThrownBy(() -> codec.encode(TOPIC, QUESTION)).isInstanceOf(TransientFailure.class);
        assertThatThrownBy(() -> codec.decode(TOPIC, new byte[] {0, 1, 2, 3, 4, 2}))
                .isInstanceOf(TransientFailure.class);
        registry.failing = 0;
        assertThat(codec.decode(TOPIC, codec.encode(TOPIC, QUESTION))).isEqualTo(QUESTION);
    }

    @Test
    void asksForAnIdThatIsUnknownOnlyOnceInAWhile() {
        byte[] stranger = {0, 0x7f, 0, 0, 1, 2};
        assertThatThrownBy(() -> codec.decode(TOPIC, stranger)).isInstanceOf(PoisonRecord.class);
        assertThat(registry.calls).isNotEmpty();
        registry.calls.clear();
        assertThatThrownBy(() -> codec.decode(TOPIC, stranger))
                .isInstanceOf(PoisonRecord.class)
                .hasMessageContaining("schema id 2130706433");
        assertThat(registry.calls).isEmpty();
    }

    @Test
    void asksAgainWhenTheWhileIsOver() {
        codec.close();
        codec = codec.forgettingUnknownIds(Duration.ZERO);
        byte[] early = {0, 0x7f, 0, 0, 1, 2};
        assertThatThrownBy(() -> codec.decode(TOPIC, early)).isInstanceOf(PoisonRecord.class);
        registry.calls.clear();
        assertThatThrownBy(() -> codec.decode(TOPIC, early)).isInstanceOf(PoisonRecord.class);
        assertThat(registry.calls).isNotEmpty();
    }

    @Test
    void waitsForARegistryOnlySoLong() {
        byte[] bytes = codec.encode(TOPIC, QUESTION);
        registry.silent = true;
        codec.close();
        codec = SerdeFixture.codec(registry.url()).waiting(Duration.ofMillis(200));
        assertThatThrownBy(() -> codec.encode(TOPIC, QUESTION)).isInstanceOf(TransientFailure.class);
        assertThatThrownBy(() -> codec.decode(TOPIC, bytes))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("registry does not answer");
        registry.silent = false;
        codec = codec.waiting(Duration.ofSeconds(10));
        assertThat(codec.decode(TOPIC, codec.encode(TOPIC, QUESTION))).isEqualTo(QUESTION);
    }

    private static byte[] bytes(int id, GenericRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
