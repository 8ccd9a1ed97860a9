package dev.meridian.booking.request;

import dev.meridian.bookings.booking.Customer;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An appointment somebody wants, checked as far as that goes without asking anybody.
 *
 * @param start one instant, in the zone it was said in
 * @param staff null: anyone who offers the service
 * @param durationMinutes null: the service's first
 */
record BookingWish(
        ZonedDateTime start,
        String service,
        @Nullable String staff,
        @Nullable Integer durationMinutes,
        Customer customer,
        @Nullable String notes,
        List<String> guests,
        Map<String, String> answers,
        @Nullable String conversationId,
        @Nullable String toolCallId,
        @Nullable String holdToken) {

    BookingWish {
        guests = List.copyOf(guests);
        answers = Map.copyOf(answers);
    }

    /** What it asks of the book. */
    SlotWish slot() {
        return new SlotWish(start, service, staff, durationMinutes);
    }
}
