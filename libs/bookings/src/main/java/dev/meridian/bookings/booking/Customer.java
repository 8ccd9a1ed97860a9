package dev.meridian.bookings.booking;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person an appointment is for. Never logged.
 *
 * @param id whose number and address these are; null where there is neither, or it is not asked yet
 * @param name as it stands in the calendar
 * @param phone E.164 where it is known
 */
public record Customer(
        @Nullable UUID id,
        String name,
        @Nullable String phone,
        @Nullable String email) {

    /** What stands for the name of one who was erased. */
    public static final String ERASED = "Erased";

    /** Somebody who was not looked up. */
    public Customer(String name, @Nullable String phone, @Nullable String email) {
        this(null, name, phone, email);
    }

    /** The same person, known by that id. */
    public Customer as(UUID known) {
        return new Customer(known, name, phone, email);
    }

    /** Without what is personal, so that a log line can not leak it. */
    @Override
    public String toString() {
        return "Customer[…]";
    }
}
