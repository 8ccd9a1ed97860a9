package dev.meridian.booking.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.bookings.outbox.Pending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends what the outbox holds, in the order of writing within each shard, and marks it once the broker has it all. Any number of
 * relays may run: one at a time has a shard. At least once: a batch that is not wholly confirmed is sent again, under the
 * same ids. Looks by itself every interval; {@link #wake} only makes it sooner.
 */
public final class OutboxRelay implements SmartLifecycle {

    /** Stopped after whoever writes to the outbox, started before. */
    static final int PHASE = 0;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final KafkaOperations<String, byte[]> kafka;
    private final int batch;
    private final Duration interval;
    private final Duration patience;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;
    private boolean broken;

    public OutboxRelay(
            Outbox outbox,
            TransactionalOperator transaction,
            KafkaOperations<String, byte[]> kafka,
            int batch,
            Duration interval,
            Duration patience) {
        this.outbox = outbox;
        this.transaction = transaction;
        this.kafka = kafka;
        this.batch = batch;
        this.interval = interval;
        this.patience = patience;
    }

    /** Says that something was committed to the outbox. Costs nothing and never blocks. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    /** Sends whatever waits, in all shards that no other relay has just now. Returns how many messages it sent. */
    public int relay() {
        // Mostly there is nothing, or something in one of them: a transaction for each would be most of what a booking
        // costs.
        List<Integer> waiting = outbox.waiting().collectList().blockOptional().orElse(List.of());
        int sent = 0;
        for (int shard : waiting) {
            int some;
            do {
                some = relay(shard);
                sent += some;
            } while (some == batch);
        }
        return sent;
    }

    private int relay(int shard) {
        Mono<Integer> sent = outbox.tryLock(shard)
                .filter(locked -> locked)
                .flatMap(locked -> outbox.pending(shard, batch).collectList())
                .filter(pending -> !pending.isEmpty())
                .flatMap(pending -> send(pending)
                        .then(outbox.published(pending.stream().map(Pending::id).toList()))
                        .thenReturn(pending.size()));
        return transaction.transactional(sent).blockOptional().orElse(0);
    }

    private Mono<Void> send(List<Pending> pending) {
        // The producer blocks while it looks for brokers.
        return Mono.fromCallable(() -> pending.stream()
                        .map(waiting -> kafka.send(record(waiting.message())))
                        .toArray(CompletableFuture[]::new))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(sends -> Mono.fromFuture(CompletableFuture.allOf(sends)))
                .timeout(patience);
    }

    private static ProducerRecord<String, byte[]> record(OutboxMessage message) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(message.topic(), message.key(), message.bytes());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private void run() {
        try {
            while (running) {
                if (wakes.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
                tryRelay();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryRelay() throws InterruptedException {
        try {
            relay();
            if (broken) {
                broken = false;
                log.info("the outbox is sent again");
            }
        } catch (RuntimeException e) {
            if (!broken) {
                broken = true;
                log.warn("the outbox can not be sent for now, and is kept: {}", e.toString());
            }
            // Not on the next wake already: whatever failed fails again.
            TimeUnit.MILLISECONDS.sleep(interval.toMillis());
        }
    }

    @Override
    public void start() {
        Thread relay = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
        thread = relay;
        running = true;
        relay.start();
    }

    /** Sends what is there once more, so that a clean stop leaves nothing behind. */
    @Override
    public void stop() {
        Thread relay = thread;
        thread = null;
        running = false;
        if (relay != null) {
            wake();
            try {
                relay.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            relay.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
