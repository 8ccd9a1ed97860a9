package dev.meridian.booking.janitor;

import java.util.HashSet;
import java.util.Set;

/**
 * The calendars that are looked at.
 *
 * @param kept those that bookings are written to, and those that have bookings to come: what people do there comes into the book
 * @param read those that only make somebody busy: when they are busy is all that is asked
 */
record Calendars(Set<String> kept, Set<String> read) {

    static final Calendars NONE = new Calendars(Set.of(), Set.of());

    Calendars {
        kept = Set.copyOf(kept);
        Set<String> others = new HashSet<>(read);
        others.removeAll(kept);
        read = Set.copyOf(others);
    }

    Set<String> all() {
        Set<String> all = new HashSet<>(kept);
        all.addAll(read);
        return all;
    }
}
