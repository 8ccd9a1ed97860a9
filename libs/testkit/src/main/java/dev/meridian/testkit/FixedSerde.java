package dev.meridian.testkit;

import dev.meridian.schema.Topic;
import dev.meridian.schema.Topics;
import dev.meridian.schema.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's wire format without a registry: a zero byte, the schema's id in four bytes, Avro's binary encoding. The
 * ids are places in the alphabetical list of the records in {@link Topics#ALL}, from 1.
 */
public final class FixedSerde {

    private static final List<Schema> SCHEMAS = Topics.ALL.stream()
            .map(Topic::records)
            .flatMap(List::stream)
            .map(record -> SpecificData.get().getSchema(record))
            .distinct()
            .sorted(Comparator.comparing(Schema::getFullName))
            .toList();

    private static final Map<String, Integer> IDS = new LinkedHashMap<>();

    static {
        TrustedRecords.trust();
        SCHEMAS.forEach(schema -> IDS.put(schema.getFullName(), IDS.size() + 1));
    }

    /** The id that stands for a record's schema. */
    public static int id(Schema schema) {
        Integer id = IDS.get(schema.getFullName());
        if (id == null) {
            throw new SerializationException(
                    schema.getFullName() + ": on no topic (expected: one of " + IDS.keySet() + ")");
        }
        return id;
    }

    /** {@code value.serializer} of a test. */
    public static final class Serializer implements org.apache.kafka.common.serialization.Serializer<SpecificRecord> {

        @Override
        public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord value) {
            if (value == null) {
                return null;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(ByteBuffer.allocate(5)
                    .put((byte) 0)
                    .putInt(id(value.getSchema()))
                    .array());
            try {
                BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
                new SpecificDatumWriter<SpecificRecord>(value.getSchema(), SpecificData.getForClass(value.getClass()))
                        .write(value, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    /** {@code value.deserializer} of a test. */
    public static final class Deserializer
            implements org.apache.kafka.common.serialization.Deserializer<SpecificRecord> {

        @Override
        public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            if (bytes.length < 5 || bytes[0] != 0) {
                throw new SerializationException(
                        "value on " + topic + ": no schema id (expected: a zero byte and an id)");
            }
            int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
            if (id < 1 || id > SCHEMAS.size()) {
                throw new SerializationException("schema id: " + id + " (expected: 1 to " + SCHEMAS.size() + ")");
            }
            Schema schema = SCHEMAS.get(id - 1);
            SpecificData data = SpecificData.getForSchema(schema);
            try {
                return new SpecificDatumReader<SpecificRecord>(schema, schema, data)
                        .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
            } catch (IOException | RuntimeException e) {
                throw new SerializationException("value on " + topic + ": not readable as " + schema.getFullName(), e);
            }
        }
    }

    private FixedSerde() {}
}
