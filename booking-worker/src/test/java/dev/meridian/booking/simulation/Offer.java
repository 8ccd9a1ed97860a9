package dev.meridian.booking.simulation;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What can be booked in a run, all of it with one person. */
enum Offer {
    /** Nobody shares anything with anybody, and nobody looks after the calendar. */
    ALONE(5, 3),
    /**
     * Customers share sessions that compete for the same hours, and for some a host has to agree. Workers look after the calendar, so
     * that whatever people do there comes into the book.
     */
    TOGETHER(3, 8);

    /** How many have a seat in a class or in a course. */
    static final int SEATS = 3;

    /** The services beside the standard one, by what is different about them. */
    static final Map<String, String> SERVICES = Map.of(
            "class", "{\"name\": \"Class\", \"capacity\": " + SEATS + "}",
            "course",
                    "{\"name\": \"Course\", \"capacity\": " + SEATS
                            + ", \"requires_confirmation\": true, \"decision_minutes\": 20}",
            "visit", "{\"name\": \"Visit\", \"requires_confirmation\": true, \"decision_minutes\": 20}");

    /** As often as each is asked for, where there is more than the standard one. */
    private static final List<String> ASKED_FOR =
            List.of("class", "class", "class", "class", "course", "course", "visit", "standard");

    /** At how many hours of the day something can begin: the fewer, the more want the same. */
    final int hours;

    /** What is wished for at least. */
    final int wishes;

    Offer(int hours, int wishes) {
        this.hours = hours;
        this.wishes = wishes;
    }

    /** Every fourth seed has customers share. */
    static Offer of(long seed) {
        return Math.floorMod(seed, 4) == 3 ? TOGETHER : ALONE;
    }

    /** Whether somebody is asked before some bookings are written, and finds everything he does to the calendar in the book. */
    boolean hosted() {
        return this == TOGETHER;
    }

    /** A service; null for the standard one, as long as there is no other. */
    @Nullable
    String service(Random random) {
        return this == ALONE ? null : ASKED_FOR.get(random.nextInt(ASKED_FOR.size()));
    }

    static boolean isShared(String service) {
        return service.equals("class") || service.equals("course");
    }

    static boolean asksHost(String service) {
        return service.equals("course") || service.equals("visit");
    }
}
