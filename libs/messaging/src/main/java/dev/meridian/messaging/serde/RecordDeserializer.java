package dev.meridian.messaging.serde;

import dev.meridian.messaging.failure.OriginalBytes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Decodes the values of a listener and keeps their bytes at hand, for the case that they end among the dead letters. */
public final class RecordDeserializer implements Deserializer<SpecificRecord> {

    private final AvroCodec codec;

    public RecordDeserializer(AvroCodec codec) {
        this.codec = codec;
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : codec.decode(topic, bytes);
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        if (bytes != null) {
            OriginalBytes.attach(headers, bytes);
        }
        return deserialize(topic, bytes);
    }
}
