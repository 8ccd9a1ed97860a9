package dev.meridian.messaging.serde;

import dev.meridian.messaging.failure.OriginalBytes;
import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
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
        if (bytes == null) {
            return null;
        }
        // What a deserializer throws travels in a header, serialised; what can not be loses its type on the way, and a
        // registry that is away would look like poison. The causes of ours are the registry client's and may be
        // anything.
        try {
            return codec.decode(topic, bytes);
        } catch (TransientFailure e) {
            throw new TransientFailure(message(e), new IllegalStateException(message(e)));
        } catch (PoisonRecord e) {
            throw new PoisonRecord(message(e));
        }
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        if (bytes != null) {
            OriginalBytes.attach(headers, bytes);
        }
        return deserialize(topic, bytes);
    }
}
