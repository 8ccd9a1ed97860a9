package dev.meridian.calendars;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is invited to an event. A list of attendees is written as a whole, so that whoever is to stay as the provider
 * has them must be handed back as they were read.
 *
 * @param email the address, which stands for the person
 * @param name as the provider shows it
 * @param response what the person answered, in the provider's word; null: the provider's default, no answer
 * @param comment what the person said to that
 * @param optional whether the person need not come
 * @param resource whether it is a room or a piece of equipment
 * @param additionalGuests how many the person brings along
 */
public record Attendee(
        String email,
        @Nullable String name,
        @Nullable String response,
        @Nullable String comment,
        boolean optional,
        boolean resource,
        int additionalGuests) {

    /** Somebody new, who has not answered. */
    public static Attendee of(String email) {
        return new Attendee(email, null, null, null, false, false, 0);
    }

    /** Whether this is the address' owner: capitals make no difference. */
    public boolean has(String address) {
        return email.toLowerCase(Locale.ROOT).equals(address.toLowerCase(Locale.ROOT));
    }

    /** Without what is personal, so that a log line can not leak it. */
    @Override
    public String toString() {
        return "Attendee[…]";
    }
}
