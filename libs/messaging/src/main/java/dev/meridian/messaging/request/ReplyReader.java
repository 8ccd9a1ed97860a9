package dev.meridian.messaging.request;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one partition of the reply topic from its end, in a thread of its own.
 *
 * <p>A plain consumer rather than a listener container: the partition is assigned, so that no rebalance can take it away
 * from those who wait, and {@link #partition()} is known only once the broker has told the position, which a container
 * does not report. From then on no reply can be missed: a consumer that has to be made anew goes on where the last one
 * stood. There is nothing to commit and nothing to retry; a reply that comes to nothing is a reply that was lost, and for
 * that there is the stored outcome.
 */
final class ReplyReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReplyReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 500;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final String topic;
    private final OptionalInt ordinal;
    private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> handler;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("replies").daemon().unstarted(this::run);

    private volatile @Nullable Consumer<String, byte[]> current;
    private volatile int partition = -1;
    private volatile String problem = "not started";
    private long next = -1;

    /**
     * @param ordinal which partition, counted modulo their number; empty: any
     * @param handler called on the reading thread, must be quick
     */
    ReplyReader(
            Supplier<Consumer<String, byte[]>> consumers,
            String topic,
            OptionalInt ordinal,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> handler) {
        this.consumers = consumers;
        this.topic = topic;
        this.ordinal = ordinal;
        this.handler = handler;
    }

    void start() {
        thread.start();
    }

    /** The partition that replies are read from; empty until every later reply is sure to be read. */
    OptionalInt partition() {
        int known = partition;
        return known < 0 ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /** Why there is no partition yet. */
    String problem() {
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
                log.warn("replies are not read for the moment, trying again: {}", problem);
                pause();
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        TopicPartition assigned = new TopicPartition(topic, choose(consumer));
        consumer.assign(List.of(assigned));
        if (next < 0) {
            consumer.seekToEnd(List.of(assigned));
        } else {
            consumer.seek(assigned, next);
        }
        next = consumer.position(assigned, PATIENCE);
        partition = assigned.partition();
        log.info("replies are read from {} at {}", assigned, next);
        while (!isClosing()) {
            for (ConsumerRecord<String, byte[]> reply : consumer.poll(POLL)) {
                handle(reply);
                next = reply.offset() + 1;
            }
        }
    }

    private int choose(Consumer<String, byte[]> consumer) {
        if (partition >= 0) {
            return partition;
        }
        int count = consumer.partitionsFor(topic, PATIENCE).size();
        if (count == 0) {
            throw new IllegalStateException("the topic does not exist");
        }
        return ordinal.isPresent()
                ? ordinal.getAsInt() % count
                : ThreadLocalRandom.current().nextInt(count);
    }

    private void handle(ConsumerRecord<String, byte[]> reply) {
        try {
            handler.accept(reply);
        } catch (RuntimeException e) {
            log.error("reply at {}-{}@{}: dropped", topic, reply.partition(), reply.offset(), e);
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
