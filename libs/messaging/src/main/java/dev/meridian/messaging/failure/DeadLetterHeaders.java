package dev.meridian.messaging.failure;

/**
 * Headers that a dead letter carries beside those of its record. All values are UTF-8 text; none quotes the record, so
 * that dead letters can be looked through without reading personal data.
 */
public final class DeadLetterHeaders {

    /** Why: {@code undecodable}, {@code poison}, {@code gave_up} (transient for too long) or {@code bug}. */
    public static final String REASON = "dead-letter-reason";

    /** The failure in a sentence of our own; absent for a bug, whose message may quote anything. */
    public static final String DETAIL = "dead-letter-detail";

    /** Class name of the failure at the root. */
    public static final String EXCEPTION = "dead-letter-exception";

    /** For a bug: class names and stack frames of the failure and its causes, without messages. */
    public static final String TRACE = "dead-letter-trace";

    /** Where the record stood: the topic. */
    public static final String TOPIC = "dead-letter-topic";

    /** Where the record stood: the partition, decimal. */
    public static final String PARTITION = "dead-letter-partition";

    /** Where the record stood: the offset, decimal. */
    public static final String OFFSET = "dead-letter-offset";

    /** When the record was written, RFC 3339 in UTC. */
    public static final String TIME = "dead-letter-record-time";

    private DeadLetterHeaders() {}
}
