package dev.meridian.bookings.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a calendar's provider shows when it tells that something changed: which calendar, and that it was we who asked to be
 * told. Nothing is stored for it.
 */
public final class ChannelTokens {

    private static final int SEAL_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Seal seal;

    public ChannelTokens(String secret) {
        this.seal = new Seal(secret);
    }

    /** The token of a calendar: letters, digits, {@code -}, {@code _} and one point. */
    public String token(String calendarId) {
        byte[] sealed = Arrays.copyOf(seal.of("|channel|" + calendarId), SEAL_BYTES);
        return BASE64.encodeToString(calendarId.getBytes(UTF_8)) + "." + BASE64.encodeToString(sealed);
    }

    /** The calendar a token was made for; empty for any other text. */
    public Optional<String> calendar(String token) {
        int point = token.indexOf('.');
        if (point < 0) {
            return Optional.empty();
        }
        try {
            String calendarId = new String(Base64.getUrlDecoder().decode(token.substring(0, point)), UTF_8);
            return Seal.isSame(token(calendarId), token) ? Optional.of(calendarId) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
