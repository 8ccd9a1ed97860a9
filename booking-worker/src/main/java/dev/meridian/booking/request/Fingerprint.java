package dev.meridian.booking.request;

import dev.meridian.bookings.request.PayloadHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of a request, field by field, so that it does not depend on encoding or schema version: a field that is absent
 * leaves no trace, hence a field added later does not change old fingerprints. What may differ between two deliveries of
 * one wish (deadlines, the key itself) is left out by the caller.
 */
final class Fingerprint {

    private final StringBuilder content = new StringBuilder();

    Fingerprint(String command) {
        add("command", command);
    }

    Fingerprint add(String field, @Nullable Object value) {
        if (value != null) {
            String text = value.toString();
            // With lengths no value can pass for another field.
            content.append(field)
                    .append('=')
                    .append(text.length())
                    .append(':')
                    .append(text)
                    .append(';');
        }
        return this;
    }

    Fingerprint add(String field, List<String> values) {
        values.forEach(value -> add(field, value));
        return this;
    }

    Fingerprint add(String field, Map<String, String> values) {
        new TreeMap<>(values).forEach((key, value) -> add(field, key).add(field, value));
        return this;
    }

    PayloadHash hash() {
        return PayloadHash.of(content.toString());
    }
}
