package dev.meridian.messaging.serde;

import dev.meridian.schema.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Takes one value of each record type through the codec and back. The first use of a type asks the registry, twice, and
 * costs most of a second: better at the start than while a caller waits.
 */
public final class SerdeWarmUp {

    public static void warm(AvroCodec codec, Collection<Topic<?>> topics) {
        for (Topic<?> topic : topics) {
            for (Class<? extends SpecificRecord> record : topic.records()) {
                SpecificRecord smallest = smallest(record);
                SpecificRecord back = codec.decode(topic.name(), codec.encode(topic.name(), smallest));
                if (!back.equals(smallest)) {
                    throw new IllegalStateException(
                            record.getName() + ": comes back changed from the serde (expected: the same value)");
                }
            }
        }
    }

    /** The value of a record with the least in it: no text, no elements, null where it may be. */
    static SpecificRecord smallest(Class<? extends SpecificRecord> record) {
        Schema schema = SpecificData.get().getSchema(record);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(smallest(schema), encoder);
            encoder.flush();
            return record.cast(new SpecificDatumReader<SpecificRecord>(schema, schema, SpecificData.getForClass(record))
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object smallest(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    Schema type = field.schema();
                    boolean nullable = type.isUnion() && type.isNullable();
                    if (!nullable) {
                        record.put(field.pos(), smallest(type));
                    }
                }
                yield record;
            }
            case UNION -> smallest(schema.getTypes().getFirst());
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getFirst());
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case STRING -> schema.getLogicalType() == null ? "" : new UUID(0, 0).toString();
            case INT -> 0;
            case LONG -> 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case BOOLEAN -> false;
            case BYTES, FIXED, NULL ->
                throw new IllegalArgumentException(schema + ": no type that records here are made of");
        };
    }

    private SerdeWarmUp() {}
}
