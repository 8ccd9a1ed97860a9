package dev.meridian.schema;

/**
 * Names of the record headers. All values are UTF-8 text.
 *
 * <p>The {@code ce_} headers are CloudEvents 1.0 in Kafka's binary mode; {@code (ce_source, ce_id)} identifies a record,
 * a re-sent record keeps both.
 */
public final class Headers {

    /** Identity of the record within its source; unchanged when the same record is sent again. */
    public static final String CE_ID = "ce_id";

    /** Who published the record: {@code retell}, {@code api}, {@code booking-worker} or another service's name. */
    public static final String CE_SOURCE = "ce_source";

    /** What happened, independent of Java names: {@code dev.meridian.booking.BookingConfirmed.v1}. */
    public static final String CE_TYPE = "ce_type";

    /** When, RFC 3339 in UTC. */
    public static final String CE_TIME = "ce_time";

    /** Always {@code 1.0}. */
    public static final String CE_SPECVERSION = "ce_specversion";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** A publisher that wants a reply names it with this; the reply carries it back unchanged. */
    public static final String CORRELATION_ID = "correlation-id";

    /** Topic the reply goes to. */
    public static final String REPLY_TOPIC = "reply-topic";

    /** Partition the reply goes to, as decimal text. */
    public static final String REPLY_PARTITION = "reply-partition";

    /** How often the record has been taken out of the dead letters and published again, decimal; absent: never. */
    public static final String REDRIVE_COUNT = "redrive-count";

    /** The dead letter that the record was published again from: {@code <topic>-<partition>@<offset>}. */
    public static final String REDRIVE_ID = "redrive-id";

    private Headers() {}
}
