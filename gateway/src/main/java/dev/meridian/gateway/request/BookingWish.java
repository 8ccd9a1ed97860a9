package dev.meridian.gateway.request;

import dev.meridian.bookings.request.RequestKey;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an appointment, with all that was relative made absolute.
 *
 * @param id any number of wishes with one id are one wish
 * @param start the start, on the customer's clock
 * @param service service id, or null for the standard one
 * @param staff staff id, or null for anyone
 * @param conversationId the call or chat, within which the same wish is not booked twice
 * @param toolCallId the voice agent's id of this very call of its function
 * @param holdToken token of a hold on the slot
 */
public record BookingWish(
        RequestKey id,
        ZonedDateTime start,
        @Nullable String service,
        @Nullable String staff,
        @Nullable Integer durationMinutes,
        String name,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String notes,
        List<String> guests,
        Map<String, String> answers,
        @Nullable String conversationId,
        @Nullable String toolCallId,
        @Nullable String holdToken)
        implements TimedWish {

    public BookingWish {
        guests = List.copyOf(guests);
        answers = Map.copyOf(answers);
    }

    /** The same wish under another key. */
    public BookingWish under(RequestKey other) {
        return new BookingWish(
                other,
                start,
                service,
                staff,
                durationMinutes,
                name,
                phone,
                email,
                notes,
                guests,
                answers,
                conversationId,
                toolCallId,
                holdToken);
    }

    /** Names the wish, not the person. */
    @Override
    public String toString() {
        return "BookingWish[" + id.source() + ", " + start + "]";
    }
}
