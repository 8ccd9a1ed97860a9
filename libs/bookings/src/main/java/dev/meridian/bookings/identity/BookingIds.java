package dev.meridian.bookings.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.bookings.request.RequestKey;
import dev.meridian.scheduling.time.TimeRange;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of bookings, of their events and of customers. All are functions of what was asked: even a database that has lost the row comes to
 * the same ids again, and the calendar then says that it has the event already. The tokens of holds follow from the ids.
 */
public final class BookingIds {

    private static final int ID_BYTES = 16;
    private static final int SEAL_BYTES = 16;

    private final Seal seal;
    private final String tenant;

    /** With the secret nobody outside can tell which booking a request will make. */
    public BookingIds(String secret, String tenant) {
        this.seal = new Seal(secret);
        this.tenant = tenant;
    }

    /** The booking a request makes: a UUID of version 8 from an HMAC over source and key. */
    public UUID bookingId(RequestKey request) {
        return uuid(text(request));
    }

    /**
     * The session that customers share at a time, by the same rule.
     *
     * @param turn 1, or higher where the ids before are those of sessions that began at this time and have another by now
     */
    public UUID sessionId(String service, String staff, TimeRange slot, int turn) {
        // No source is empty, so that no request's id can pass for a session's. The ids of the catalogue hold no bar.
        return uuid("|session|" + service + "|" + staff + "|" + slot.start() + "|" + slot.end() + "|" + turn);
    }

    /**
     * The customer who is first heard of under a contact.
     *
     * @param generation how many customers of this contact were erased before
     */
    public UUID customerId(String contact, int generation) {
        // No source is empty, so that no request's id can pass for a customer.
        return uuid("|customer|" + generation + "|" + contact);
    }

    private UUID uuid(String text) {
        ByteBuffer digest = ByteBuffer.wrap(hmac(text));
        long high = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * What confirms or releases a hold: the booking's id and a seal that only the secret makes, 43 characters that need no
     * escaping in a URL. Nothing is stored for it.
     */
    public String holdToken(UUID bookingId) {
        byte[] sealed = hmac("|hold|" + bookingId);
        ByteBuffer token = ByteBuffer.allocate(ID_BYTES + SEAL_BYTES)
                .putLong(bookingId.getMostSignificantBits())
                .putLong(bookingId.getLeastSignificantBits())
                .put(sealed, 0, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The booking a token was made for; empty for any other text. Whether that is still held, only the book knows. */
    public Optional<UUID> heldBy(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != ID_BYTES + SEAL_BYTES) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(bytes);
        UUID bookingId = new UUID(id.getLong(), id.getLong());
        // The text is compared, not the bytes: several texts decode to the same.
        return Seal.isSame(holdToken(bookingId), token) ? Optional.of(bookingId) : Optional.empty();
    }

    /** The event of a booking's or a session's generation: 64 lower-case hexadecimal digits, which Google takes as an id. */
    public String eventId(UUID id, int generation) {
        return sha256("v1|" + tenant + "|" + id + "|" + generation);
    }

    /** Names a request in places where its key should not be read. */
    public static String keyHash(RequestKey request) {
        return sha256(text(request)).substring(0, 32);
    }

    private byte[] hmac(String text) {
        return seal.of(text);
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
