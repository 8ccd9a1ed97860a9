package dev.meridian.messaging.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.messaging.topic.TopicSetup;
import dev.meridian.schema.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.support.KafkaUtils;

/**
 * Puts a record that failed for good on {@code <topic>.<group>.dlt}: the bytes, key and headers as they came, and why in
 * {@link DeadLetterHeaders}. The partition moves on once the broker has the dead letter, not before: a record is never
 * dropped. The topic is made when it is first needed, since topics that match a pattern are not known before.
 */
final class DeadLetters extends DeadLetterPublishingRecoverer {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** Headers that were made in this process and are not the publisher's. */
    private static final List<String> OURS = List.of("springDeserializerException", "kafka_", "dead-letter-");

    private final MeterRegistry meters;

    DeadLetters(KafkaOperations<String, byte[]> kafka, TopicSetup topics, MeterRegistry meters) {
        super(kafka, (record, e) -> destination(record, topics));
        this.meters = meters;
        setFailIfSendResultIsError(true);
        setThrowIfNoDestinationReturned(true);
        setExceptionHeadersCreator((headers, e, isKey, names) -> {});
        setHeadersFunction((record, e) -> reasons(record, e));
        excludeHeader(HeaderNames.HeadersToAdd.values());
    }

    private static TopicPartition destination(ConsumerRecord<?, ?> record, TopicSetup topics) {
        String group = KafkaUtils.getConsumerGroupId();
        if (group == null) {
            throw new IllegalStateException("record on " + record.topic() + ": consumed by no group");
        }
        String name = Topic.deadLetters(record.topic(), group);
        topics.createDeadLetters(name);
        // No partition: dead letters need not have as many as their source.
        return new TopicPartition(name, -1);
    }

    private Headers reasons(ConsumerRecord<?, ?> record, Exception e) {
        Failure failure = Failure.of(e);
        meters.counter("meridian.dead.letters", "topic", record.topic(), "reason", failure.reason())
                .increment();
        log.error(
                "dead letter: {}-{}@{}: {}: {}{}",
                record.topic(),
                record.partition(),
                record.offset(),
                failure.reason(),
                failure.detail() == null ? failure.exception() : failure.detail(),
                failure.trace() == null ? "" : "\n" + failure.trace());
        Headers headers = new RecordHeaders();
        add(headers, DeadLetterHeaders.REASON, failure.reason());
        add(headers, DeadLetterHeaders.DETAIL, failure.detail());
        add(headers, DeadLetterHeaders.EXCEPTION, failure.exception());
        add(headers, DeadLetterHeaders.TRACE, failure.trace());
        add(headers, DeadLetterHeaders.TOPIC, record.topic());
        add(headers, DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
        add(headers, DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
        add(
                headers,
                DeadLetterHeaders.TIME,
                Instant.ofEpochMilli(record.timestamp()).toString());
        return headers;
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }

    @Override
    protected ProducerRecord<Object, Object> createProducerRecord(
            ConsumerRecord<?, ?> record,
            TopicPartition topicPartition,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        Headers kept = new RecordHeaders();
        for (Header header : record.headers()) {
            if (OURS.stream().noneMatch(header.key()::startsWith)) {
                kept.add(header);
            }
        }
        byte[] original = OriginalBytes.detach(kept);
        for (Header header : headers) {
            if (header.key().startsWith("dead-letter-")) {
                kept.add(header);
            }
        }
        return new ProducerRecord<>(topicPartition.topic(), null, null, record.key(), original, kept);
    }
}
