package dev.meridian.gateway.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as {@code ETag} and {@code If-Match} carry them. */
final class EntityTags {

    /** What {@code If-Match} asks for: a version, or whichever is there. */
    record Seen(@Nullable Integer version) {}

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,9})\"");

    private EntityTags() {}

    static String of(int version) {
        return "\"" + version + "\"";
    }

    /** Reads {@code If-Match}; empty for what can match nothing. */
    static Optional<Seen> ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return Optional.of(new Seen(null));
        }
        Matcher tag = TAG.matcher(header.strip());
        return tag.matches() ? Optional.of(new Seen(Integer.valueOf(tag.group(1)))) : Optional.empty();
    }
}
