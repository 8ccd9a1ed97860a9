package dev.meridian.bookings.customer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A customer and how to reach them. Never logged.
 *
 * @param createdAt when the first booking came
 */
public record KnownCustomer(UUID id, List<String> phones, List<String> emails, Instant createdAt) {

    public KnownCustomer {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
    }

    /** Names the customer, not the person. */
    @Override
    public String toString() {
        return "KnownCustomer[" + id + "]";
    }
}
