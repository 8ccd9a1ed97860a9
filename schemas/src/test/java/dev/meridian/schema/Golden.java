package dev.meridian.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;

/** Values for the frozen versions: every field filled, no two fields alike. */
final class Golden {

    private static final long SOME_TIME = 1_795_168_800_123L;

    /** Writes the schema as it is now, a value of it and what the value reads as. */
    static void freeze(History history, History.Version version) {
        Schema schema = history.current();
        try {
            Files.createDirectories(version.folder());
            Files.copy(history.source(), version.schemaFile());
            Object value = sample(schema);
            Files.write(version.bytesFile(), bytes(schema, value));
            Files.writeString(version.jsonFile(), json(schema, value) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Schema schema, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    static Object read(Schema writer, Schema reader, byte[] bytes) throws IOException {
        return new GenericDatumReader<>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    static String json(Schema schema, Object value) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, text, true);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return text.toString(StandardCharsets.UTF_8);
    }

    static Object sample(Schema schema) {
        return sample(schema, "");
    }

    private static Object sample(Schema schema, String name) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                for (Schema.Field field : schema.getFields()) {
                    record.put(field.pos(), sample(field.schema(), name + "/" + field.name()));
                }
                yield record;
            }
            case UNION -> sample(schema.getTypes().getLast(), name);
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
            case ARRAY -> List.of(sample(schema.getElementType(), name + "/0"));
            case MAP -> Map.of("key", sample(schema.getValueType(), name + "/key"));
            case STRING -> schema.getLogicalType() == null ? "é" + name : "00000000-0000-4000-8000-00000000000b";
            case INT -> 60 + name.length();
            case LONG -> SOME_TIME + name.length();
            case BOOLEAN -> true;
            case FLOAT, DOUBLE, BYTES, FIXED, NULL ->
                throw new IllegalArgumentException(schema + ": no type that records here are made of");
        };
    }

    private Golden() {}
}
