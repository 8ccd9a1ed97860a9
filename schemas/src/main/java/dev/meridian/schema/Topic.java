package dev.meridian.schema;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic and what may stand on it.
 *
 * @param <V> what every value on the topic is
 * @param name the name on the broker
 * @param key what the record key says; keys are UTF-8 text
 * @param retention how long a record is kept
 * @param records the record types on the topic; their subjects follow {@code TopicRecordNameStrategy}
 */
public record Topic<V extends SpecificRecord>(
        String name, String key, Retention retention, List<Class<? extends V>> records) {

    /** The largest record that the broker takes on an ordinary topic, in bytes. */
    public static final int MAX_RECORD_BYTES = 1024 * 1024;

    /** The largest record that the broker takes on a dead-letter topic, in bytes: the original and its reason. */
    public static final int MAX_DEAD_LETTER_BYTES = 6 * 1024 * 1024;

    public Topic {
        records = List.copyOf(records);
    }

    /** The dead-letter topic of one consumer group of this topic. */
    public String deadLetters(String group) {
        return deadLetters(name, group);
    }

    /** The dead-letter topic of a consumer group, for topics known by name only. */
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlt";
    }

    /** The registry's subject of a record on this topic. */
    public String subject(Class<? extends V> record) {
        return name + "-" + record.getName();
    }

    /** How long the broker keeps records. */
    public sealed interface Retention {

        /** Deleted after a time; empty: kept for ever. */
        record Deleted(Optional<Duration> after) implements Retention {}

        /** The latest record of each key is kept; one without a value removes its key. */
        record Compacted() implements Retention {}

        static Retention of(Duration after) {
            return new Deleted(Optional.of(after));
        }

        static Retention forEver() {
            return new Deleted(Optional.empty());
        }

        static Retention latest() {
            return new Compacted();
        }
    }
}
