package dev.meridian.bookings.booking;

import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * How a booking came to be.
 *
 * @param source who asked: {@code retell}, {@code api} or another service
 * @param requestKey the idempotency key within the source
 * @param conversationId the call or chat it was spoken in
 * @param toolCallId the voice agent's id of that call of its function
 */
public record Origin(
        String source,
        String requestKey,
        @Nullable String conversationId,
        @Nullable String toolCallId) {

    private static final String RESTORED = "restored/";

    /** Of a booking that was found in the calendar, which tells only a hash of the key. */
    public static Origin restored(String source, String keyHash) {
        return new Origin(source, RESTORED + keyHash, null, null);
    }

    /** Whether this request made the booking, as far as is known. */
    public boolean isOf(RequestKey request) {
        return source.equals(request.source())
                && (requestKey.equals(request.key()) || requestKey.equals(RESTORED + BookingIds.keyHash(request)));
    }
}
