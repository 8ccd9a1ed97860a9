package dev.meridian.bookings.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.bookings.request.RequestKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids of bookings and of their events. Both are functions of the request: even a database that has lost the row comes to
 * the same ids again, and the calendar then says that it has the event already.
 */
public final class BookingIds {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;
    private final String tenant;

    /** With the secret nobody outside can tell which booking a request will make. */
    public BookingIds(String secret, String tenant) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), HMAC);
        this.tenant = tenant;
    }

    /** The booking a request makes: a UUID of version 8 from an HMAC over source and key. */
    public UUID bookingId(RequestKey request) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            ByteBuffer digest = ByteBuffer.wrap(mac.doFinal(text(request).getBytes(UTF_8)));
            long high = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
            long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** The event of a booking's generation: 64 lower-case hexadecimal digits, which Google takes as an id. */
    public String eventId(UUID bookingId, int generation) {
        return sha256("v1|" + tenant + "|" + bookingId + "|" + generation);
    }

    /** Names a request in places where its key should not be read. */
    public static String keyHash(RequestKey request) {
        return sha256(text(request)).substring(0, 32);
    }

    private static String text(RequestKey request) {
        return request.source() + "|" + request.key();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
