package dev.meridian.bookings.identity;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What ids are made of. Changing either of them makes a replayed request another booking.
 *
 * @param secret key for booking ids, at least 32 bytes
 * @param tenant keeps the event ids of several installations on one calendar apart
 */
@ConfigurationProperties("meridian")
record IdentitySettings(
        @DefaultValue("") String secret,
        @DefaultValue("default") String tenant) {

    private static final int LEAST = 32;

    IdentitySettings {
        int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length < LEAST) {
            throw new IllegalArgumentException("MERIDIAN_SECRET: " + (length == 0 ? "not set" : length + " bytes")
                    + " (expected: >= 32 bytes). Set it to a random text, the same for the gateway and the workers and kept for good,"
                    + " for example the output of: openssl rand -hex 32");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "IdentitySettings[tenant=" + tenant + "]";
    }
}
