package dev.meridian.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The classes of today beside publishers and readers that have fewer optional fields, as a version before may have had, or
 * one more, as the next may have.
 */
class SchemaEvolutionTests {

    static Stream<Class<?>> records() {
        return Topics.ALL.stream().map(Topic::records).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("records")
    void readWhatWasWrittenBeforeAFieldCame(Class<?> record) throws IOException {
        Schema today = schema(record);
        Schema older = older(today);

        SpecificRecord read = read(older, today, Golden.bytes(older, Golden.sample(older)));

        SpecificRecord whole = read(today, today, Golden.bytes(today, Golden.sample(today)));
        for (Schema.Field field : today.getFields()) {
            assertThat(read.get(field.pos()))
                    .as(field.name())
                    .isEqualTo(
                            field.hasDefaultValue()
                                    ? SpecificData.get().getDefaultValue(field)
                                    : whole.get(field.pos()));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void skipAFieldThatComesLater(Class<?> record) throws IOException {
        Schema today = schema(record);
        Schema newer = newer(today);
        assertThat(read(newer, today, Golden.bytes(newer, Golden.sample(newer))))
                .isEqualTo(read(today, today, Golden.bytes(today, Golden.sample(today))));
    }

    @ParameterizedTest
    @MethodSource("records")
    void areReadByOlderAndNewerReaders(Class<?> record) throws IOException {
        Schema today = schema(record);
        byte[] bytes = Golden.bytes(today, Golden.sample(today));
        Object written = Golden.read(today, today, bytes);
        for (Schema reader : List.of(older(today), newer(today))) {
            GenericRecord read = (GenericRecord) Golden.read(today, reader, bytes);
            assertThat(GenericRecords.common(read, today)).isEqualTo(GenericRecords.common(written, reader));
        }
    }

    private static Schema schema(Class<?> record) {
        return SpecificData.get().getSchema(record);
    }

    private static Schema older(Schema schema) {
        return withFields(
                schema,
                schema.getFields().stream()
                        .filter(field -> !field.hasDefaultValue())
                        .toList());
    }

    private static Schema newer(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>(schema.getFields());
        fields.add(
                1,
                new Schema.Field(
                        "cameLater",
                        Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                        "Not known today.",
                        Schema.Field.NULL_DEFAULT_VALUE));
        return withFields(schema, fields);
    }

    private static Schema withFields(Schema schema, List<Schema.Field> fields) {
        return Schema.createRecord(
                schema.getName(),
                schema.getDoc(),
                schema.getNamespace(),
                false,
                fields.stream()
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());
    }

    private static SpecificRecord read(Schema writer, Schema reader, byte[] bytes) throws IOException {
        TrustedRecords.trust();
        return new SpecificDatumReader<SpecificRecord>(writer, reader, SpecificData.getForSchema(reader))
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
