package dev.meridian.schema;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Compares values of one record across its versions. */
final class GenericRecords {

    /** The fields of a value that another version has as well, as text; of records within it the same. */
    static Map<String, String> common(Object value, Schema other) {
        Map<String, String> fields = new TreeMap<>();
        GenericRecord record = (GenericRecord) value;
        for (Schema.Field field : record.getSchema().getFields()) {
            Schema.Field same = other.getField(field.name());
            if (same != null) {
                fields.put(field.name(), text(record.get(field.pos()), same.schema()));
            }
        }
        return fields;
    }

    private static String text(@Nullable Object value, Schema other) {
        if (value instanceof GenericRecord record) {
            return common(record, only(other, Schema.Type.RECORD)).toString();
        }
        if (value instanceof Collection<?> elements) {
            Schema element = only(other, Schema.Type.ARRAY).getElementType();
            return elements.stream().map(each -> text(each, element)).toList().toString();
        }
        return String.valueOf(value);
    }

    private static Schema only(Schema schema, Schema.Type type) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(each -> each.getType() == type)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private GenericRecords() {}
}
