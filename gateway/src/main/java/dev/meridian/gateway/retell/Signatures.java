package dev.meridian.gateway.retell;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks Retell's signature, {@code v=<unix ms>,d=<hex>}: HMAC-SHA256 under one of our keys over the raw body followed by the
 * decimal time, at most five minutes off. Facts: retell-sdk 5.66.1, {@code webhook_auth.ts}.
 *
 * <p>A signature that was seen before is genuine again: Retell retries, and requests are idempotent.
 */
final class Signatures {

    /** What became of the check. Only {@link #GENUINE} may go on. */
    enum Verdict {
        GENUINE,
        MISSING,
        MALFORMED,
        STALE,
        WRONG
    }

    private static final Pattern HEADER = Pattern.compile("v=([0-9]{1,16}),d=([0-9a-fA-F]{64})");
    private static final long TOLERANCE_MILLIS = 300_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;
    private final Clock clock;

    /** With no keys at all, everything is genuine. */
    Signatures(List<String> keys, Clock clock) {
        this.keys = keys.stream()
                .map(key -> new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        this.clock = clock;
    }

    boolean unsignedAllowed() {
        return keys.isEmpty();
    }

    Verdict check(byte[] body, @Nullable String header) {
        if (keys.isEmpty()) {
            return Verdict.GENUINE;
        }
        if (header == null || header.isEmpty()) {
            return Verdict.MISSING;
        }
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return Verdict.MALFORMED;
        }
        long signedAt = Long.parseLong(matcher.group(1));
        if (Math.abs(clock.millis() - signedAt) > TOLERANCE_MILLIS) {
            return Verdict.STALE;
        }
        byte[] digest = HexFormat.of().parseHex(matcher.group(2));
        byte[] time = Long.toString(signedAt).getBytes(StandardCharsets.US_ASCII);
        boolean genuine = false;
        for (SecretKeySpec key : keys) {
            genuine |= MessageDigest.isEqual(mac(key, body, time), digest);
        }
        return genuine ? Verdict.GENUINE : Verdict.WRONG;
    }

    private static byte[] mac(SecretKeySpec key, byte[] body, byte[] time) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(body);
            return mac.doFinal(time);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
