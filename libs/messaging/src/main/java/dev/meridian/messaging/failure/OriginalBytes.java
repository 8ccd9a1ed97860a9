package dev.meridian.messaging.failure;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Carries the bytes of a consumed value beside the decoded one, in a header that never leaves the process: a dead letter
 * keeps the bytes as they came, and encoding the value again need not give the same.
 */
public final class OriginalBytes {

    private static final String HEADER = "meridian-original-bytes";

    public static void attach(Headers headers, byte[] bytes) {
        headers.remove(HEADER);
        headers.add(HEADER, bytes);
    }

    /** Takes the bytes off again; null when there were none. */
    static byte @Nullable [] detach(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        headers.remove(HEADER);
        return header == null ? null : header.value();
    }

    private OriginalBytes() {}
}
