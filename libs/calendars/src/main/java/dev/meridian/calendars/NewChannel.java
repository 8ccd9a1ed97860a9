package dev.meridian.calendars;

import java.net.URI;

/**
 * By which a provider is to tell that a calendar has changed.
 *
 * @param id the caller's choice, never used before: up to 64 letters, digits and dashes, such as a random UUID
 * @param address where messages are sent to, with HTTPS; a provider on this machine may send them without
 * @param token comes with each message, so that nobody else can send one: up to 256 characters
 */
public record NewChannel(String id, URI address, String token) {

    public NewChannel {
        if (!id.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IllegalArgumentException("id: " + id + " (expected: 1 to 64 letters, digits and dashes)");
        }
        if (token.isEmpty() || token.length() > 256) {
            throw new IllegalArgumentException("token: " + token.length() + " characters (expected: 1 to 256)");
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "NewChannel[" + id + ", " + address + "]";
    }
}
