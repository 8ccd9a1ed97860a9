package dev.meridian.messaging.request;

import dev.meridian.messaging.request.PendingReplies.Wait;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.CloudEvent;
import dev.meridian.messaging.serde.TextHeaders;
import dev.meridian.messaging.topic.TailReader;
import dev.meridian.schema.Headers;
import dev.meridian.schema.Topic;
import dev.meridian.schema.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Asks over Kafka and waits for the reply, up to a deadline.
 *
 * <p>Each instance names one partition of {@link Topics#REPLIES} in its requests and reads it from the end; two instances on
 * one partition do no harm, since replies are told apart by correlation id. A reply may be lost or come too late: whoever
 * asks must have another way to learn the outcome, and an empty answer says only that the deadline has passed. Late and
 * second replies are counted and dropped.
 *
 * <p>Waits are bounded: droppable requests are refused first ({@link Priority}), all with {@link Overloaded} and before
 * anything is sent. Deadlines are absolute, kept by one timer. Cancelling the subscription ends the wait; a request that
 * was not sent by then is not sent.
 *
 * <p>An own map rather than {@code ReplyingKafkaTemplate}: it gives a deadline for each request, refusal by priority,
 * cancellation, and the count of what came late.
 */
public final class RequestReply implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RequestReply.class);
    private static final int MAX_UNACKNOWLEDGED = 1_000;

    /**
     * What is asked.
     *
     * @param topic where
     * @param key record key
     * @param value record value, one of the topic's
     * @param id {@code ce_id}: identity of the request within its source
     * @param source {@code ce_source}: who asks
     * @param priority who is refused first when too many wait
     * @param traceparent trace that the request belongs to; null: a new one
     */
    public record Request(
            Topic<?> topic,
            String key,
            SpecificRecord value,
            String id,
            String source,
            Priority priority,
            @Nullable String traceparent) {

        public Request(Topic<?> topic, String key, SpecificRecord value, String id, String source, Priority priority) {
            this(topic, key, value, id, source, priority, null);
        }
    }

    private final Producer<String, byte[]> producer;
    private final AvroCodec codec;
    private final Clock clock;
    private final MeterRegistry meters;
    private final PendingReplies pending;
    private final TailReader reader;
    private final ScheduledThreadPoolExecutor deadlines;
    private final ExecutorService publishing;
    private final Semaphore unacknowledged = new Semaphore(MAX_UNACKNOWLEDGED);
    private final Counter late;
    private final Counter unreadable;

    // Correlation ids of one instance share their upper half: what carries it and is not waited for is late, what does
    // not belongs to another instance on the same partition.
    private final long instance = UUID.randomUUID().getMostSignificantBits();

    RequestReply(
            Producer<String, byte[]> producer,
            Supplier<Consumer<String, byte[]>> consumers,
            OptionalInt replyPartition,
            AvroCodec codec,
            PendingReplies pending,
            Clock clock,
            MeterRegistry meters) {
        this.producer = producer;
        this.codec = codec;
        this.pending = pending;
        this.clock = clock;
        this.meters = meters;
        this.reader = new TailReader(
                consumers, Topics.REPLIES.name(), all -> List.of(chosen(all, replyPartition)), this::receive);
        this.deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("reply-deadlines").daemon().factory());
        this.deadlines.setRemoveOnCancelPolicy(true);
        // Handing a record to the producer can wait for the broker's metadata: never on the caller's thread.
        this.publishing = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("publish-", 0).factory());
        this.late = meters.counter("meridian.replies.late");
        this.unreadable = meters.counter("meridian.replies.unreadable");
        meters.gauge("meridian.replies.pending", pending, PendingReplies::size);
    }

    private static int chosen(List<Integer> all, OptionalInt ordinal) {
        return all.get(
                ordinal.isPresent()
                        ? ordinal.getAsInt() % all.size()
                        : ThreadLocalRandom.current().nextInt(all.size()));
    }

    /** Begins to read replies; returns at once, {@link #replyPartition()} tells when they are sure to be read. */
    void start() {
        reader.start();
    }

    /** The partition that this instance's replies come to; empty while a reply could still be missed. */
    public OptionalInt replyPartition() {
        return reader.partitions().stream().mapToInt(Integer::intValue).findFirst();
    }

    String problem() {
        return reader.problem();
    }

    /**
     * Sends a request and waits for the reply.
     *
     * @return the reply; empty at the deadline, or at once if it has passed; {@link Overloaded} when nothing was sent;
     *     {@link NotPublished} when the broker did not acknowledge in time and nobody knows. Nothing is sent before
     *     subscription; each subscription sends. Signals come on Reactor's parallel scheduler.
     */
    public <R extends SpecificRecord> Mono<R> send(Request request, Class<R> replyType, Instant deadline) {
        return Mono.<R>create(sink -> begin(request, replyType, deadline, sink)).publishOn(Schedulers.parallel());
    }

    /**
     * Publishes without waiting for a reply: completes once the broker has it; {@link Overloaded} and {@link NotPublished}
     * as with {@link #send}.
     */
    public Mono<Void> publish(Request request) {
        return Mono.<Void>create(sink -> {
                    if (unacknowledged.tryAcquire()) {
                        publishing.execute(() -> hand(request, Optional.empty(), failure -> {
                            unacknowledged.release();
                            if (failure == null) {
                                sink.success();
                            } else {
                                sink.error(failure);
                            }
                        }));
                    } else {
                        refuse(sink, request.priority(), "records not acknowledged: " + MAX_UNACKNOWLEDGED);
                    }
                })
                .publishOn(Schedulers.parallel());
    }

    private <R extends SpecificRecord> void begin(
            Request request, Class<R> replyType, Instant deadline, MonoSink<R> sink) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
            sink.success();
            return;
        }
        OptionalInt partition = replyPartition();
        if (partition.isEmpty()) {
            refuse(sink, request.priority(), "replies are not read yet: " + reader.problem());
            return;
        }
        String correlationId = newCorrelationId();
        Optional<String> refusal =
                pending.admit(correlationId, new Wait<>(replyType, sink, request.priority(), System.nanoTime()));
        if (refusal.isPresent()) {
            refuse(sink, request.priority(), refusal.get());
            return;
        }
        ScheduledFuture<?> alarm =
                deadlines.schedule(() -> expire(correlationId), left.toNanos(), TimeUnit.NANOSECONDS);
        sink.onDispose(() -> {
            pending.take(correlationId);
            alarm.cancel(false);
        });
        ReplyAddress address = new ReplyAddress(correlationId, Topics.REPLIES.name(), partition.getAsInt());
        publishing.execute(() -> {
            if (pending.contains(correlationId)) {
                hand(request, Optional.of(address), failure -> {
                    if (failure != null) {
                        fail(correlationId, failure);
                    }
                });
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told the same.
    private void hand(
            Request request, Optional<ReplyAddress> address, java.util.function.Consumer<@Nullable NotPublished> done) {
        String topic = request.topic().name();
        try {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(topic, request.key(), codec.encode(topic, request.value()));
            CloudEvent event = CloudEvent.of(
                    request.id(), request.source(), request.value().getSchema(), clock.instant());
            String traceparent = request.traceparent();
            (traceparent == null ? event : event.within(traceparent)).write(record.headers());
            address.ifPresent(there -> there.write(record.headers()));
            producer.send(record, (metadata, e) -> done.accept(e == null ? null : notPublished(topic, e)));
        } catch (RuntimeException e) {
            done.accept(notPublished(topic, e));
        }
    }

    private static NotPublished notPublished(String topic, Exception cause) {
        return new NotPublished("request to " + topic + ": not acknowledged: " + cause.getMessage(), cause);
    }

    private void refuse(MonoSink<?> sink, Priority priority, String reason) {
        meters.counter("meridian.requests.refused", "priority", priority.name()).increment();
        sink.error(new Overloaded(reason));
    }

    private void expire(String correlationId) {
        Wait<?> wait = pending.take(correlationId);
        if (wait != null) {
            meters.counter(
                            "meridian.requests.expired",
                            "priority",
                            wait.priority().name())
                    .increment();
            wait.sink().success();
        }
    }

    private void fail(String correlationId, NotPublished failure) {
        Wait<?> wait = pending.take(correlationId);
        if (wait != null) {
            wait.sink().error(failure);
        }
    }

    private void receive(ConsumerRecord<String, byte[]> record) {
        Optional<String> correlationId = TextHeaders.read(record.headers(), Headers.CORRELATION_ID);
        if (correlationId.isEmpty() || !isOurs(correlationId.get())) {
            return;
        }
        if (!pending.contains(correlationId.get())) {
            late.increment();
            return;
        }
        SpecificRecord reply = decode(record);
        Wait<?> wait = reply == null ? null : pending.take(correlationId.get());
        if (wait == null || reply == null) {
            return;
        }
        meters.timer("meridian.requests.answered", "priority", wait.priority().name())
                .record(System.nanoTime() - wait.sinceNanos(), TimeUnit.NANOSECONDS);
        if (!wait.answer(reply)) {
            unreadable.increment();
            log.error(
                    "reply at {}-{}@{}: {} (expected: {})",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    reply.getSchema().getFullName(),
                    wait.replyType().getName());
            // Nothing better will come for this request; the caller looks the outcome up.
            wait.sink().success();
        }
    }

    private @Nullable SpecificRecord decode(ConsumerRecord<String, byte[]> record) {
        try {
            return codec.decode(record.topic(), record.value());
        } catch (RuntimeException e) {
            unreadable.increment();
            log.error("reply at {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return null;
        }
    }

    private String newCorrelationId() {
        long random = ThreadLocalRandom.current().nextLong();
        return new UUID(instance, (random & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L).toString();
    }

    private boolean isOurs(String correlationId) {
        try {
            return UUID.fromString(correlationId).getMostSignificantBits() == instance;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        reader.close();
        deadlines.shutdownNow();
        publishing.shutdown();
        producer.close(Duration.ofSeconds(2));
    }
}
