package dev.meridian.bookings.outbox;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent.
 *
 * @param msgId identity of the record; sent again, it keeps it. A second message with an id that is known is dropped
 * @param headers text headers
 * @param payload the value as it goes on the wire; null removes the key from a compacted topic
 */
public record OutboxMessage(
        UUID msgId,
        String topic,
        String key,
        Map<String, String> headers,
        @Nullable ByteBuffer payload) {

    public OutboxMessage {
        headers = Map.copyOf(headers);
        payload = payload == null ? null : payload.asReadOnlyBuffer();
    }

    /** A copy of the value, or null. */
    public byte @Nullable [] bytes() {
        if (payload == null) {
            return null;
        }
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return bytes;
    }
}
