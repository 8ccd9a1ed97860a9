package dev.meridian.messaging.serde;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Record headers whose values are UTF-8 text. Of several headers under one name the last one holds. */
public final class TextHeaders {

    /** The text of a header; empty if it is missing, has no value or only blanks. */
    public static Optional<String> read(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        return Optional.of(new String(header.value(), UTF_8)).filter(text -> !text.isBlank());
    }

    /** Sets a header, replacing what stood under its name. */
    public static void write(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }

    private TextHeaders() {}
}
