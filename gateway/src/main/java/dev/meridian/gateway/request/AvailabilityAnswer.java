package dev.meridian.gateway.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a question for free times ended. */
public sealed interface AvailabilityAnswer {

    /**
     * All calendars answered.
     *
     * @param slots the free times in order of start; none: nothing is free
     * @param suggestions those worth saying aloud, the best first
     * @param more whether there are more slots than listed
     * @param asOf when the calendars were asked
     * @param bookableUntil last date that can be booked, in the caller's zone, where it is known
     * @param explanations why each of the suggestions is one, in their order; none: it is not known
     */
    record Offered(
            List<Slot> slots,
            List<Slot> suggestions,
            boolean more,
            Instant asOf,
            String service,
            ZoneId businessZone,
            @Nullable LocalDate bookableUntil,
            List<Explanation> explanations)
            implements AvailabilityAnswer {
        public Offered {
            slots = List.copyOf(slots);
            suggestions = List.copyOf(suggestions);
            explanations = List.copyOf(explanations);
        }
    }

    /** A calendar did not answer, or nobody did before the deadline: nothing is known. */
    record Unknown() implements AvailabilityAnswer {}

    /** The question itself is wrong. */
    record Invalid(String field, String expected) implements AvailabilityAnswer {}

    /** Refused at once, before anything was asked. */
    record Overloaded() implements AvailabilityAnswer {}
}
