package dev.meridian.messaging.request;

import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.CloudEvent;
import dev.meridian.messaging.serde.TextHeaders;
import dev.meridian.schema.Headers;
import dev.meridian.schema.Topics;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Sends replies to whoever waits for them. A reply is the doorbell, not the mailbox: it may be lost, so nothing may depend
 * on its arrival, and a failure is for the log and the meters only.
 */
public final class Replies implements AutoCloseable {

    private final KafkaOperations<String, byte[]> kafka;
    private final AvroCodec codec;
    private final Clock clock;

    // The address is a stranger's: one that names no partition of any topic makes the producer wait for metadata, which
    // must not hold up the one who replies.
    private final ExecutorService sending = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("reply-", 0).factory());

    public Replies(KafkaOperations<String, byte[]> kafka, AvroCodec codec, Clock clock) {
        this.kafka = kafka;
        this.codec = codec;
        this.clock = clock;
    }

    /** As {@link #send(ReplyAddress, SpecificRecord, String, String)}, in a trace of its own. */
    public CompletableFuture<Void> send(ReplyAddress to, SpecificRecord reply, String source) {
        return send(to, reply, source, null);
    }

    /**
     * Sends a reply and returns at once.
     *
     * @param source {@code ce_source}: who replies
     * @param traceparent the trace of the request; null: a new one
     * @return done once the broker has the reply
     */
    public CompletableFuture<Void> send(
            ReplyAddress to, SpecificRecord reply, String source, @Nullable String traceparent) {
        return CompletableFuture.supplyAsync(() -> record(to, reply, source, traceparent), sending)
                .thenComposeAsync(kafka::send, sending)
                .thenAccept(result -> {});
    }

    private ProducerRecord<String, byte[]> record(
            ReplyAddress to, SpecificRecord reply, String source, @Nullable String traceparent) {
        // Whatever topic the reply goes to, its schemas are registered for ours.
        byte[] value = codec.encode(Topics.REPLIES.name(), reply);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(to.topic(), to.partition(), to.correlationId(), value);
        CloudEvent event = CloudEvent.of(UUID.randomUUID().toString(), source, reply.getSchema(), clock.instant());
        (traceparent == null ? event : event.within(traceparent)).write(record.headers());
        TextHeaders.write(record.headers(), Headers.CORRELATION_ID, to.correlationId());
        return record;
    }

    @Override
    public void close() {
        sending.shutdown();
    }
}
