package dev.meridian.messaging.serde;

import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import org.apache.avro.specific.SpecificRecord;

/**
 * Values to bytes and back, in Confluent's wire format: a zero byte, the schema's id in four bytes, Avro's binary encoding.
 * Safe for use by several threads. Reading resolves the writer's schema to ours, so that a later version's new fields
 * are skipped and its new enum symbols become the default symbol.
 *
 * <p>Both directions throw {@link TransientFailure} when the registry does not answer and {@link PoisonRecord} when it
 * never will be possible; both messages name topic and record.
 */
public interface AvroCodec {

    /** Encodes a value whose schema is registered for the topic. May ask the registry on the first use of a type. */
    byte[] encode(String topic, SpecificRecord value);

    /** Decodes a value. May ask the registry for a schema id not met before. */
    SpecificRecord decode(String topic, byte[] bytes);
}
