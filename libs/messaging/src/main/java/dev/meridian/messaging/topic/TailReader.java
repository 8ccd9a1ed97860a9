package dev.meridian.messaging.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions of a topic from their end, in a thread of its own.
 *
 * <p>A plain consumer rather than a listener container: the partitions are assigned, so that no rebalance can take them away
 * from those who wait, and {@link #partitions()} is known only once the broker has told the positions, which a container
 * does not report. From then on no record can be missed: a consumer that has to be made anew goes on where the last one
 * stood. There is nothing to commit and nothing to retry; a record that comes to nothing is a record that was lost, and
 * whoever reads must have another way to learn what it said.
 */
public final class TailReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TailReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 500;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final String topic;
    private final UnaryOperator<List<Integer>> choice;
    private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> handler;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Consumer<String, byte[]> current;
    private volatile List<Integer> partitions = List.of();
    private volatile String problem = "not started";
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /**
     * @param consumers each makes one without a group
     * @param choice of all partitions those to read, at least one
     * @param handler called on the reading thread, must be quick
     */
    public TailReader(
            Supplier<Consumer<String, byte[]>> consumers,
            String topic,
            UnaryOperator<List<Integer>> choice,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> handler) {
        this.consumers = consumers;
        this.topic = topic;
        this.choice = choice;
        this.handler = handler;
        this.thread = Thread.ofPlatform().name("tail-" + topic).daemon().unstarted(this::run);
    }

    /** Begins to read, and returns at once. */
    public void start() {
        thread.start();
    }

    /** The partitions that are read; none until every later record in them is sure to be read. */
    public List<Integer> partitions() {
        return partitions;
    }

    /** Why there are no partitions yet. */
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosing()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                current = consumer;
                read(consumer);
            } catch (WakeupException e) {
                log.debug("woken to close");
            } catch (RuntimeException e) {
                problem = topic + ": " + e.getMessage();
                log.warn("not read for the moment, trying again: {}", problem);
                pause();
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        if (next.isEmpty()) {
            next.putAll(ends(consumer));
        } else {
            consumer.assign(next.keySet());
        }
        next.forEach(consumer::seek);
        partitions =
                next.keySet().stream().map(TopicPartition::partition).sorted().toList();
        log.info("{} is read from {}", topic, next);
        while (!isClosing()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                handle(record);
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
        }
    }

    /** Assigns the chosen partitions; where they end. */
    private Map<TopicPartition, Long> ends(Consumer<String, byte[]> consumer) {
        List<Integer> all = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(PartitionInfo::partition)
                .sorted()
                .toList();
        if (all.isEmpty()) {
            throw new IllegalStateException("the topic does not exist");
        }
        List<TopicPartition> chosen = choice.apply(all).stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(chosen);
        consumer.seekToEnd(chosen);
        Map<TopicPartition, Long> ends = new HashMap<>();
        chosen.forEach(partition -> ends.put(partition, consumer.position(partition, PATIENCE)));
        return ends;
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        try {
            handler.accept(record);
        } catch (RuntimeException e) {
            log.error("record at {}-{}@{}: dropped", topic, record.partition(), record.offset(), e);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.debug("closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }
}
