package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * A wish to cancel a booking.
 *
 * @param booking as it was seen
 * @param reason why, for the host
 * @param conversationId the call or chat it was spoken in
 */
public record CancelWish(
        RequestKey id,
        Booking booking,
        @Nullable String reason,
        @Nullable String conversationId) implements Wish {

    /** The same wish under another key. */
    public CancelWish under(RequestKey other) {
        return new CancelWish(other, booking, reason, conversationId);
    }

    /** Without the reason, which is the customer's. */
    @Override
    public String toString() {
        return "CancelWish[" + id.source() + ", " + booking + "]";
    }
}
