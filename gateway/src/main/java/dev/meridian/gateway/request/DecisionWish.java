package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * The host's word on a booking that waits for it.
 *
 * @param booking as it was seen
 * @param accepts otherwise the host declines
 * @param reason why not, for the customer
 */
public record DecisionWish(
        RequestKey id,
        Booking booking,
        boolean accepts,
        @Nullable String reason) implements Wish {

    /** Without the reason, which is the customer's to hear. */
    @Override
    public String toString() {
        return "DecisionWish[" + id.source() + ", " + booking + ", " + (accepts ? "accepts" : "declines") + "]";
    }
}
