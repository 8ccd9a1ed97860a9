package dev.meridian.bookings.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMACs under the installation's secret: 32 bytes that nobody can make without it. Each use has its own kind of text; no
 * source of requests is empty, so that none begins with a bar.
 */
final class Seal {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;

    Seal(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), HMAC);
    }

    byte[] of(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** Whether two tokens are the same, in a time that does not tell where they differ. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
