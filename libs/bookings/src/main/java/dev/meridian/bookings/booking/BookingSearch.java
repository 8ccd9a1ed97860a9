package dev.meridian.bookings.booking;

import dev.meridian.bookings.booking.BookingState.Status;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which bookings are looked for. Null and empty: whichever.
 *
 * @param phones spellings of one number, any of which will do
 * @param email in whatever case
 * @param from the earliest start
 * @param to the first start that is too late
 * @param parked whether only those count that wait for a person to look
 * @param after where the page before ended
 * @param max how many at most
 */
public record BookingSearch(
        Set<String> phones,
        @Nullable String email,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String staff,
        @Nullable Status status,
        boolean parked,
        @Nullable Position after,
        int max) {

    public BookingSearch {
        phones = Set.copyOf(phones);
        if (max < 1) {
            throw new IllegalArgumentException("max: " + max + " (expected: > 0)");
        }
    }

    /** A place in the order of start and id. It stays the same place while bookings before it come and go. */
    public record Position(Instant start, UUID id) {

        public static Position of(Booking booking) {
            return new Position(booking.slot().start(), booking.id());
        }
    }

    /** Without number and address. */
    @Override
    public String toString() {
        return "BookingSearch[" + from + ".." + to + "]";
    }
}
