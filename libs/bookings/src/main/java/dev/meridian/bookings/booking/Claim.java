package dev.meridian.bookings.booking;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes a kept slot somebody's booking: all that was not known while it was only kept.
 *
 * @param lease who goes on with it
 * @param holdUntil until when it may wait to be written
 * @param timeZone the zone the time was said in
 * @param origin the request that claims it; its source must be the one the slot is kept for
 */
public record Claim(
        Lease lease,
        Instant holdUntil,
        ZoneId timeZone,
        Customer customer,
        @Nullable String notes,
        List<String> guests,
        Map<String, String> answers,
        Origin origin) {

    public Claim {
        guests = List.copyOf(guests);
        answers = Map.copyOf(answers);
    }
}
