package dev.meridian.bookings.booking;

import org.jspecify.annotations.Nullable;

/**
 * The person an appointment is for. Never logged.
 *
 * @param name as it stands in the calendar
 * @param phone E.164 where it is known
 */
public record Customer(
        String name, @Nullable String phone, @Nullable String email) {

    /** Without what is personal, so that a log line can not leak it. */
    @Override
    public String toString() {
        return "Customer[…]";
    }
}
