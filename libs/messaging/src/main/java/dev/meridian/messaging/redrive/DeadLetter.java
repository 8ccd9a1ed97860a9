package dev.meridian.messaging.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.messaging.failure.DeadLetterHeaders;
import dev.meridian.messaging.serde.TextHeaders;
import dev.meridian.schema.Headers;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record among the dead letters: where it came from, why it is there, and how it goes back. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    /** No record is published again more often than this: what has failed so often fails again. */
    static final int MOST_REDRIVES = 3;

    private static final String OURS = "dead-letter-";

    /** Identity of the dead letter; the same however often it is read. */
    String id() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    @Nullable
    String key() {
        return record.key() == null ? null : new String(record.key(), UTF_8);
    }

    String reason() {
        return text(DeadLetterHeaders.REASON).orElse("unknown");
    }

    /** When it was put among the dead letters. */
    Instant since() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    Optional<String> sourceTopic() {
        return text(DeadLetterHeaders.TOPIC);
    }

    /** The partition that it came from; -1 if it is not known. */
    long sourcePartition() {
        return number(DeadLetterHeaders.PARTITION, -1);
    }

    /** The offset that it had there; -1 if it is not known. */
    long sourceOffset() {
        return number(DeadLetterHeaders.OFFSET, -1);
    }

    /** How often it has been published again before. */
    long redrives() {
        return number(Headers.REDRIVE_COUNT, 0);
    }

    /** Why it can not be published again; empty if it can. */
    Optional<String> refusal() {
        Optional<String> topic = sourceTopic();
        if (topic.isEmpty()) {
            return Optional.of("has no header " + DeadLetterHeaders.TOPIC);
        }
        if (!record.topic().startsWith(topic.get() + ".")) {
            return Optional.of("names " + topic.get() + " as its topic, whose dead letters are not here");
        }
        if (redrives() >= MOST_REDRIVES) {
            return Optional.of(
                    "has been redriven " + redrives() + " times (expected: fewer than " + MOST_REDRIVES + ")");
        }
        return Optional.empty();
    }

    /**
     * The record as it was first published: bytes, key, headers and time; the time, because an absent {@code expiresAt}
     * counts from it. Asks for no {@link #refusal}.
     */
    ProducerRecord<byte[], byte[]> again() {
        org.apache.kafka.common.header.Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(OURS)) {
                headers.add(header);
            }
        }
        TextHeaders.write(headers, Headers.REDRIVE_COUNT, Long.toString(redrives() + 1));
        TextHeaders.write(headers, Headers.REDRIVE_ID, id());
        Long time = text(DeadLetterHeaders.TIME)
                .flatMap(DeadLetter::instant)
                .map(Instant::toEpochMilli)
                .filter(millis -> millis >= 0)
                .orElse(null);
        return new ProducerRecord<>(sourceTopic().orElseThrow(), null, time, record.key(), record.value(), headers);
    }

    /** What it is, in a line, without its content. */
    String description() {
        return "%s  from %s-%d@%d  key %s  %s, %s  redriven %d times%n    %s since %s: %s"
                .formatted(
                        id(),
                        sourceTopic().orElse("?"),
                        sourcePartition(),
                        sourceOffset(),
                        key(),
                        text(Headers.CE_TYPE).orElse("no ce_type"),
                        bytes(),
                        redrives(),
                        reason(),
                        since(),
                        text(DeadLetterHeaders.DETAIL)
                                .or(() -> text(DeadLetterHeaders.EXCEPTION))
                                .orElse("nothing more is known"));
    }

    private String bytes() {
        byte[] value = record.value();
        if (value == null) {
            return "no value";
        }
        String id = value.length >= 5 && value[0] == 0
                ? "schema id " + ByteBuffer.wrap(value, 1, 4).getInt()
                : "no schema id";
        return value.length + " bytes, " + id;
    }

    private Optional<String> text(String header) {
        return TextHeaders.read(record.headers(), header);
    }

    private long number(String header, long otherwise) {
        return text(header)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(otherwise);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
