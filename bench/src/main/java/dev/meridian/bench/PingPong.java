package dev.meridian.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The yardstick: a record to a topic, an echo on another, nothing but kafka-clients, one in flight, {@code acks=all}, on
 * the same broker.
 */
final class PingPong {

    private static final byte[] PAYLOAD = new byte[200];

    /** Round-trip times in microseconds. */
    static Histogram measure(String bootstrapServers, int warmUp, int rounds) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        TopicPartition ping = new TopicPartition("bench.ping." + id, 0);
        TopicPartition pong = new TopicPartition("bench.pong." + id, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            createTopics(admin, ping, pong);
            try {
                return roundTrips(bootstrapServers, ping, pong, warmUp, rounds);
            } finally {
                admin.deleteTopics(List.of(ping.topic(), pong.topic()));
            }
        }
    }

    private static void createTopics(Admin admin, TopicPartition... topics) throws InterruptedException {
        try {
            for (TopicPartition topic : topics) {
                admin.createTopics(Set.of(new NewTopic(topic.topic(), 1, (short) 1)))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics of the yardstick could not be made", e);
        }
    }

    private static Histogram roundTrips(
            String bootstrapServers, TopicPartition ping, TopicPartition pong, int warmUp, int rounds)
            throws InterruptedException {
        Histogram times = new Histogram(Duration.ofMinutes(1).toNanos() / 1_000, 3);
        SynchronousQueue<byte[]> answers = new SynchronousQueue<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers);
                Reader echo = new Reader(bootstrapServers, ping, value -> send(producer, pong, value));
                Reader reader = new Reader(bootstrapServers, pong, answers::put)) {
            echo.start();
            reader.start();
            for (int i = -warmUp; i < rounds; i++) {
                long began = System.nanoTime();
                send(producer, ping, PAYLOAD);
                if (answers.poll(30, TimeUnit.SECONDS) == null) {
                    throw new IllegalStateException("the yardstick heard no echo within 30 s");
                }
                if (i >= 0) {
                    times.recordValue((System.nanoTime() - began) / 1_000);
                }
            }
        }
        return times;
    }

    // A record that is not sent shows as an echo that does not come.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(KafkaProducer<byte[], byte[]> producer, TopicPartition to, byte[] value) {
        producer.send(new ProducerRecord<>(to.topic(), value));
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** What is done with a record's value. */
    private interface Handler {
        void handle(byte[] value) throws InterruptedException;
    }

    /** A thread that hands each record of one partition to a handler, from the end on. */
    private static final class Reader implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Thread thread;

        Reader(String bootstrapServers, TopicPartition partition, Handler handler) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            consumer.position(partition);
            thread = new Thread(() -> read(handler), "bench-" + partition.topic());
        }

        void start() {
            thread.start();
        }

        private void read(Handler handler) {
            try (consumer) {
                while (!Thread.currentThread().isInterrupted()) {
                    for (var received : consumer.poll(Duration.ofSeconds(1))) {
                        handler.handle(received.value());
                    }
                }
            } catch (WakeupException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            consumer.wakeup();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private PingPong() {}
}
