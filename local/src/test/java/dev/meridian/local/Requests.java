package dev.meridian.local;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Booking requests and their schemas in versions that there never were. */
final class Requests {

    /** A wish for a start that was offered, in any version of the schema that has the fields without default. */
    static GenericRecord booking(Schema schema, String requestId, String start) {
        GenericRecord customer = new GenericRecordBuilder(
                        schema.getField("customer").schema())
                .set("name", "Ada Example")
                .build();
        return new GenericRecordBuilder(schema)
                .set("requestId", requestId)
                .set("start", OffsetDateTime.parse(start).toLocalDateTime().toString())
                .set("timeZone", "America/Los_Angeles")
                .set("customer", customer)
                .build();
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** As the record may have been before its optional fields were added. */
    static Schema older(Schema schema) {
        return copy(
                schema,
                schema.getFields().stream()
                        .filter(field -> !field.hasDefaultValue())
                        .toList(),
                Map.of());
    }

    /** As the record may be later: with another optional field. */
    static Schema newer(Schema schema) {
        Schema.Field colour = SchemaBuilder.record("x")
                .fields()
                .optionalString("favouriteColour")
                .endRecord()
                .getField("favouriteColour");
        return copy(
                schema,
                Stream.concat(schema.getFields().stream(), Stream.of(colour)).toList(),
                Map.of());
    }

    /** As the record may be later: with another symbol of an enum. */
    static Schema withSymbol(Schema schema, String field, String symbol) {
        Schema known = schema.getField(field).schema();
        List<String> symbols = Stream.concat(known.getEnumSymbols().stream(), Stream.of(symbol))
                .toList();
        Schema later = Schema.createEnum(
                known.getName(), known.getDoc(), known.getNamespace(), symbols, known.getEnumDefault());
        return copy(schema, schema.getFields(), Map.of(field, later));
    }

    private static Schema copy(Schema schema, List<Schema.Field> fields, Map<String, Schema> types) {
        return Schema.createRecord(
                schema.getName(),
                schema.getDoc(),
                schema.getNamespace(),
                false,
                fields.stream()
                        .map(field -> new Schema.Field(field, types.getOrDefault(field.name(), field.schema())))
                        .toList());
    }

    private Requests() {}
}
