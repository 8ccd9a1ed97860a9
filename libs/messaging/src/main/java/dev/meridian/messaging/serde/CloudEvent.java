package dev.meridian.messaging.serde;

import dev.meridian.schema.Headers;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The CloudEvents attributes of a record, with the trace context: the one place where these headers are written and read.
 *
 * @param id identity within the source; the same when a record is sent again
 * @param source who publishes
 * @param type what it is, by {@link #typeOf}
 * @param time when it happened
 * @param traceparent W3C trace context
 */
public record CloudEvent(String id, String source, String type, Instant time, String traceparent) {

    private static final String SCHEMA_SEGMENT = ".schema.";
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** An event that begins a trace of its own. */
    public static CloudEvent of(String id, String source, Schema schema, Instant time) {
        return new CloudEvent(id, source, typeOf(schema), time, newTrace());
    }

    /** The type of an event by the name of its record: {@code dev.meridian.booking.BookingConfirmed.v1}. */
    public static String typeOf(Schema schema) {
        return schema.getFullName().replace(SCHEMA_SEGMENT, ".") + ".v1";
    }

    /**
     * Reads the attributes of a record. Foreign publishers may leave them out: empty unless id and source are there; a
     * missing or unreadable time is the record's own, a missing or malformed trace context begins a new trace.
     */
    public static Optional<CloudEvent> read(org.apache.kafka.common.header.Headers headers, Instant recordTime) {
        Optional<String> id = TextHeaders.read(headers, Headers.CE_ID);
        Optional<String> source = TextHeaders.read(headers, Headers.CE_SOURCE);
        if (id.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CloudEvent(
                id.get(),
                source.get(),
                TextHeaders.read(headers, Headers.CE_TYPE).orElse(""),
                TextHeaders.read(headers, Headers.CE_TIME)
                        .flatMap(CloudEvent::instant)
                        .orElse(recordTime),
                traceparent(headers).orElseGet(CloudEvent::newTrace)));
    }

    /** The trace context of a record, if it has a well-formed one. */
    public static Optional<String> traceparent(org.apache.kafka.common.header.Headers headers) {
        return TextHeaders.read(headers, Headers.TRACEPARENT)
                .filter(text -> TRACEPARENT.matcher(text).matches());
    }

    /** The same event within another's trace. */
    public CloudEvent within(String trace) {
        return new CloudEvent(id, source, type, time, trace);
    }

    /** Writes the attributes, replacing those that are there. */
    public void write(org.apache.kafka.common.header.Headers headers) {
        texts().forEach((name, value) -> TextHeaders.write(headers, name, value));
    }

    /** The attributes as headers, for whoever keeps the record before it is sent. */
    public Map<String, String> texts() {
        return Map.of(
                Headers.CE_ID, id,
                Headers.CE_SOURCE, source,
                Headers.CE_TYPE, type,
                Headers.CE_TIME, time.toString(),
                Headers.CE_SPECVERSION, "1.0",
                Headers.TRACEPARENT, traceparent);
    }

    private static String newTrace() {
        byte[] ids = new byte[24];
        ThreadLocalRandom.current().nextBytes(ids);
        HexFormat hex = HexFormat.of();
        return "00-" + hex.formatHex(ids, 0, 16) + "-" + hex.formatHex(ids, 16, 24) + "-01";
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
