package dev.meridian.messaging.serde;

import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import dev.meridian.schema.TrustedRecords;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A codec over a Kafka serializer and deserializer that are named in the configuration. */
public final class ConfiguredAvroCodec implements AvroCodec, AutoCloseable {

    private final Serializer<Object> serializer;
    private final Deserializer<?> deserializer;

    ConfiguredAvroCodec(Serializer<Object> serializer, Deserializer<?> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    /**
     * A codec over two classes of the class path, as Kafka itself would make them.
     *
     * @throws IllegalArgumentException a class is missing or is none of the kind, in a sentence
     */
    @SuppressWarnings("unchecked") // Every Kafka serializer is one of something; a wrong one fails on first use.
    public static ConfiguredAvroCodec of(String serializerClass, String deserializerClass, Map<String, ?> settings) {
        TrustedRecords.trust();
        Serializer<Object> serializer = (Serializer<Object>) instantiate(serializerClass, Serializer.class);
        Deserializer<?> deserializer = (Deserializer<?>) instantiate(deserializerClass, Deserializer.class);
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
        return new ConfiguredAvroCodec(serializer, deserializer);
    }

    private static Object instantiate(String name, Class<?> kind) {
        try {
            return Class.forName(name).asSubclass(kind).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "class " + name + ": cannot be used (expected: a Kafka " + kind.getSimpleName()
                            + " on the class path)",
                    e);
        }
    }

    @Override
    public byte[] encode(String topic, SpecificRecord value) {
        String subject = value.getSchema().getFullName() + " for topic " + topic;
        try {
            byte[] bytes = serializer.serialize(topic, value);
            if (bytes == null) {
                throw new PoisonRecord(subject + ": the serializer gave no bytes");
            }
            return bytes;
        } catch (PoisonRecord e) {
            throw e;
        } catch (RuntimeException e) {
            throw failure(subject + ": cannot be encoded; is the schema registered?", e);
        }
    }

    // Kafka's consumers never share a deserializer, so none promises to bear it. Reading takes microseconds.
    @Override
    public synchronized SpecificRecord decode(String topic, byte[] bytes) {
        String subject = "value on " + topic + " with " + schemaId(bytes);
        Object value;
        try {
            value = deserializer.deserialize(topic, bytes);
        } catch (RuntimeException e) {
            throw failure(subject + ": cannot be decoded", e);
        }
        if (value instanceof SpecificRecord known) {
            return known;
        }
        throw new PoisonRecord(subject + ": no record type of this version");
    }

    private static String schemaId(byte[] bytes) {
        if (bytes.length < 5 || bytes[0] != 0) {
            return "no schema id (expected: a zero byte and four bytes of id)";
        }
        return "schema id " + java.nio.ByteBuffer.wrap(bytes, 1, 4).getInt();
    }

    // The registry's clients speak of everything in runtime exceptions; what is under them tells the network's faults
    // from the record's. Messages below are left out: they may quote the value.
    private static RuntimeException failure(String message, RuntimeException e) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = e; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (isOfTheNetwork(cause)) {
                return new TransientFailure(
                        message + " now, the schema registry does not answer ("
                                + cause.getClass().getSimpleName() + ")",
                        e);
            }
        }
        return new PoisonRecord(message + " (" + root(e).getClass().getSimpleName() + ")", e);
    }

    private static boolean isOfTheNetwork(@Nullable Throwable cause) {
        if (cause instanceof TimeoutException) {
            return true;
        }
        String type = cause == null ? "" : cause.getClass().getName();
        return type.startsWith("java.net.")
                || type.startsWith("java.nio.channels.")
                || type.startsWith("io.vertx.")
                || type.startsWith("io.netty.");
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        Throwable cause = root.getCause();
        while (cause != null && !cause.equals(root)) {
            root = cause;
            cause = root.getCause();
        }
        return root;
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
