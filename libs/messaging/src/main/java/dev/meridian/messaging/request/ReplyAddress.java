package dev.meridian.messaging.request;

import dev.meridian.messaging.serde.TextHeaders;
import dev.meridian.schema.Headers;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * Where a publisher waits for the reply, as three headers of its request.
 *
 * @param correlationId the reply carries it back unchanged
 * @param topic topic the reply goes to
 * @param partition partition the reply goes to, from 0
 */
public record ReplyAddress(String correlationId, String topic, int partition) {

    /** Reads the address; empty if the publisher wants no reply, or one of the headers is missing or no address. */
    public static Optional<ReplyAddress> of(org.apache.kafka.common.header.Headers headers) {
        Optional<String> correlationId = TextHeaders.read(headers, Headers.CORRELATION_ID);
        Optional<String> topic = TextHeaders.read(headers, Headers.REPLY_TOPIC);
        Optional<Integer> partition = partition(headers);
        if (correlationId.isEmpty() || topic.isEmpty() || partition.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReplyAddress(correlationId.get(), topic.get(), partition.get()));
    }

    /** Writes the address, replacing one that is there. */
    public void write(org.apache.kafka.common.header.Headers headers) {
        TextHeaders.write(headers, Headers.CORRELATION_ID, correlationId);
        TextHeaders.write(headers, Headers.REPLY_TOPIC, topic);
        TextHeaders.write(headers, Headers.REPLY_PARTITION, Integer.toString(partition));
    }

    // Spring writes the partition as a big-endian int; its first byte is 0 for every partition a topic can have,
    // which no decimal text begins with.
    private static Optional<Integer> partition(org.apache.kafka.common.header.Headers headers) {
        Header header = headers.lastHeader(Headers.REPLY_PARTITION);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        byte[] value = header.value();
        if (value.length == Integer.BYTES && value[0] == 0) {
            return Optional.of(ByteBuffer.wrap(value).getInt());
        }
        return TextHeaders.read(headers, Headers.REPLY_PARTITION)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }
}
