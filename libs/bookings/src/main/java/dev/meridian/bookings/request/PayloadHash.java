package dev.meridian.bookings.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over what was asked.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record PayloadHash(String hex) {

    public PayloadHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("hex: " + hex + " (expected: 64 digits)");
        }
    }

    public static PayloadHash of(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return new PayloadHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static PayloadHash of(byte[] digest) {
        return new PayloadHash(HexFormat.of().formatHex(digest));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
