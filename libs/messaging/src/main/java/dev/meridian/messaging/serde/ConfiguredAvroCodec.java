package dev.meridian.messaging.serde;

import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import dev.meridian.schema.TrustedRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A codec over a Kafka serializer and deserializer that are named in the configuration.
 *
 * <p>The first use of a record type, or of a schema id, asks the registry. Apicurio's client waits for its answer without
 * an end (3.1.7, no timeout can be set), so a first use is given only so long here; then it is left to itself, together
 * with the serde it may have a lock of, and the record is one to try again.
 *
 * <p>An id that the registry does not know is not asked for again for a while: its client asks several times with pauses,
 * and a partition with many such records would stand for as long as they are many, at each replay.
 */
public final class ConfiguredAvroCodec implements AvroCodec, AutoCloseable {

    private static final int NO_ID = -1;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);
    private static final int MOST_UNKNOWN = 1_000;
    private static final int NOT_FOUND = 404;

    /** Of Apicurio's client and of Confluent's. */
    private static final List<String> STATUS_METHODS = List.of("getResponseStatusCode", "getStatus");

    private final Supplier<Serde> maker;
    private final Duration patience;
    private final Set<Use> known = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> unknownSince = new ConcurrentHashMap<>();
    private final Duration unknownFor;
    private volatile Serde serde;

    /** What the registry was asked about: a record type to be written to a topic, or a schema id read from it. */
    private record Use(String topic, Object what) {}

    /** Kafka's consumers never share a deserializer, so none promises to bear it. */
    private record Serde(Serializer<Object> serializer, Deserializer<?> deserializer, Lock reading) {}

    private ConfiguredAvroCodec(Supplier<Serde> maker, Duration patience, Duration unknownFor) {
        this.maker = maker;
        this.patience = patience;
        this.unknownFor = unknownFor;
        this.serde = maker.get();
    }

    /**
     * A codec over two classes of the class path, as Kafka itself would make them.
     *
     * @throws IllegalArgumentException a class is missing or is none of the kind, in a sentence
     */
    public static ConfiguredAvroCodec of(String serializerClass, String deserializerClass, Map<String, ?> settings) {
        TrustedRecords.trust();
        return new ConfiguredAvroCodec(
                () -> serde(serializerClass, deserializerClass, settings), PATIENCE, UNKNOWN_FOR);
    }

    /** A codec of the same kind with another patience for a first use. */
    ConfiguredAvroCodec waiting(Duration patience) {
        return new ConfiguredAvroCodec(maker, patience, unknownFor);
    }

    /** A codec of the same kind that asks for an unknown id again after so long. */
    ConfiguredAvroCodec forgettingUnknownIds(Duration after) {
        return new ConfiguredAvroCodec(maker, patience, after);
    }

    @SuppressWarnings("unchecked") // Every Kafka serializer is one of something; a wrong one fails on first use.
    private static Serde serde(String serializerClass, String deserializerClass, Map<String, ?> settings) {
        Serializer<Object> serializer = (Serializer<Object>) instantiate(serializerClass, Serializer.class);
        Deserializer<?> deserializer = (Deserializer<?>) instantiate(deserializerClass, Deserializer.class);
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
        return new Serde(serializer, deserializer, new ReentrantLock());
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
        byte[] bytes;
        try {
            bytes = used(new Use(topic, value.getClass()), of -> of.serializer().serialize(topic, value));
        } catch (RuntimeException e) {
            throw failure(subject(topic, value) + ": cannot be encoded; is the schema registered?", e);
        }
        if (bytes == null) {
            throw new PoisonRecord(subject(topic, value) + ": the serializer gave no bytes");
        }
        return bytes;
    }

    @Override
    public SpecificRecord decode(String topic, byte[] bytes) {
        int id = schemaId(bytes);
        if (isUnknown(id)) {
            throw new PoisonRecord(subject(topic, bytes) + ": the registry knows no such schema");
        }
        Object value;
        try {
            value = used(new Use(topic, id), of -> read(of, topic, bytes));
        } catch (RuntimeException e) {
            rememberIfUnknown(id, e);
            throw failure(subject(topic, bytes) + ": cannot be decoded", e);
        }
        if (value instanceof SpecificRecord record) {
            return record;
        }
        throw new PoisonRecord(subject(topic, bytes) + ": no record type of this version");
    }

    private boolean isUnknown(int id) {
        Long since = unknownSince.get(id);
        return since != null && System.nanoTime() - since < unknownFor.toNanos();
    }

    private void rememberIfUnknown(int id, RuntimeException e) {
        if (causes(e).stream().noneMatch(cause -> status(cause) == NOT_FOUND)) {
            return;
        }
        if (unknownSince.size() >= MOST_UNKNOWN) {
            unknownSince.clear();
        }
        unknownSince.put(id, System.nanoTime());
    }

    // Reading takes microseconds; only a first use that hangs has the lock for longer.
    private @Nullable Object read(Serde of, String topic, byte[] bytes) {
        try {
            if (!of.reading().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UncheckedTimeout("another thread still asks");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedTimeout("interrupted");
        }
        try {
            return of.deserializer().deserialize(topic, bytes);
        } finally {
            of.reading().unlock();
        }
    }

    private <T extends @Nullable Object> T used(Use use, Function<Serde, T> call) {
        Serde current = serde;
        if (known.contains(use)) {
            return call.apply(current);
        }
        T result = firstUse(current, call);
        known.add(use);
        return result;
    }

    private <T extends @Nullable Object> T firstUse(Serde current, Function<Serde, T> call) {
        FutureTask<T> task = new FutureTask<>(() -> call.apply(current));
        Thread asking = Thread.ofVirtual().name("serde-first-use").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.interrupt();
            giveUp(current);
            throw new UncheckedTimeout("no answer within " + patience);
        } catch (InterruptedException e) {
            asking.interrupt();
            Thread.currentThread().interrupt();
            throw new UncheckedTimeout("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private synchronized void giveUp(Serde hanging) {
        if (serde.equals(hanging)) {
            serde = maker.get();
            known.clear();
        }
    }

    /** The registry did not answer in time. */
    private static final class UncheckedTimeout extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UncheckedTimeout(String message) {
            super(message);
        }
    }

    private static String subject(String topic, SpecificRecord value) {
        return value.getSchema().getFullName() + " for topic " + topic;
    }

    private static String subject(String topic, byte[] bytes) {
        int id = schemaId(bytes);
        return "value on " + topic + " with "
                + (id == NO_ID ? "no schema id (expected: a zero byte and four bytes of id)" : "schema id " + id);
    }

    private static int schemaId(byte[] bytes) {
        return bytes.length < 5 || bytes[0] != 0
                ? NO_ID
                : ByteBuffer.wrap(bytes, 1, 4).getInt();
    }

    // The registry's clients speak of everything in runtime exceptions; what is under them tells the network's and the
    // registry's faults from the record's. Messages below are left out: they may quote the value.
    private static RuntimeException failure(String message, RuntimeException e) {
        for (Throwable cause : causes(e)) {
            if (isOfTheNetwork(cause) || isOfTheRegistry(cause)) {
                return new TransientFailure(
                        message + " now, the schema registry does not answer ("
                                + cause.getClass().getSimpleName() + ")",
                        e);
            }
        }
        return new PoisonRecord(message + " (" + root(e).getClass().getSimpleName() + ")", e);
    }

    private static Set<Throwable> causes(Throwable e) {
        Set<Throwable> causes = new LinkedHashSet<>();
        for (Throwable cause = e; cause != null && causes.add(cause); ) {
            cause = cause.getCause();
        }
        return causes;
    }

    private static boolean isOfTheNetwork(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof UncheckedTimeout) {
            return true;
        }
        String type = cause.getClass().getName();
        return type.startsWith("java.net.")
                || type.startsWith("java.nio.channels.")
                || type.startsWith("io.vertx.")
                || type.startsWith("io.netty.");
    }

    /** An answer that says more of the registry than of what it was asked: 5xx, 408, 429. */
    private static boolean isOfTheRegistry(Throwable cause) {
        int status = status(cause);
        return status >= 500 || status == 408 || status == 429;
    }

    // Which client there is, the build decides; of both, the exceptions carry the status of the answer.
    private static int status(Throwable cause) {
        for (String method : STATUS_METHODS) {
            try {
                if (cause.getClass().getMethod(method).invoke(cause) instanceof Integer status) {
                    return status;
                }
            } catch (ReflectiveOperationException e) {
                // An exception that knows of no status.
            }
        }
        return 0;
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
        serde.serializer().close();
        serde.deserializer().close();
    }
}
