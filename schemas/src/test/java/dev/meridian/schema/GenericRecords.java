package dev.meridian.schema;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Compares values of one record across its versions. */
final class GenericRecords {

    /** The fields of a value that another version has as well, as text. */
    static Map<String, String> common(Object value, Schema other) {
        Map<String, String> fields = new TreeMap<>();
        GenericRecord record = (GenericRecord) value;
        for (Schema.Field field : record.getSchema().getFields()) {
            if (other.getField(field.name()) != null) {
                fields.put(field.name(), String.valueOf(record.get(field.pos())));
            }
        }
        return fields;
    }

    private GenericRecords() {}
}
