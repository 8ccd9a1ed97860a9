package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.RequestKey;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A wish to move a booking to another start: same service, same person, same length.
 *
 * @param booking as it was seen
 * @param start the new start, on the customer's clock
 * @param conversationId the call or chat it was spoken in
 */
public record MoveWish(
        RequestKey id,
        Booking booking,
        ZonedDateTime start,
        @Nullable String conversationId) implements TimedWish {

    @Override
    public String service() {
        return booking.service();
    }

    @Override
    public String staff() {
        return booking.staff();
    }

    @Override
    public Integer durationMinutes() {
        return (int) booking.slot().length().toMinutes();
    }

    /** The same wish under another key. */
    public MoveWish under(RequestKey other) {
        return new MoveWish(other, booking, start, conversationId);
    }
}
