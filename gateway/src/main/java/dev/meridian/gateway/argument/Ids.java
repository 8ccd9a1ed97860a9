package dev.meridian.gateway.argument;

import java.util.Optional;
import java.util.UUID;

/** Ids as others give them back to us. */
public final class Ids {

    private Ids() {}

    /** The id as it is always written; empty for any other text. */
    public static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
