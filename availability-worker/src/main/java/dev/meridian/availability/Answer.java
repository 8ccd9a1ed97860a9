package dev.meridian.availability;

import dev.meridian.scheduling.suggestion.Suggestion;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What there is to say to a {@link Question}. */
sealed interface Answer {

    /**
     * What is free, be it nothing.
     *
     * @param asOf when the calendars were asked
     * @param slots in order of start, at most {@link Availability#MAX_SLOTS}
     * @param suggestions some of the slots and why, best first
     * @param more whether there are more slots than these
     * @param bookableUntil last date on the caller's clock that can be booked now
     */
    record Free(
            Instant asOf,
            String service,
            ZoneId callerZone,
            ZoneId businessZone,
            List<Offer> slots,
            List<Suggestion<Offer>> suggestions,
            boolean more,
            LocalDate bookableUntil)
            implements Answer {

        public Free {
            slots = List.copyOf(slots);
            suggestions = List.copyOf(suggestions);
        }
    }

    /** Somebody's calendar did not answer: what is free is not known. */
    record Unknown(Instant asOf) implements Answer {}

    /** The question itself is wrong. */
    record Invalid(Instant asOf, String field, String expected) implements Answer {}

    /** The question asks for something that this version does not know. */
    record Unsupported(Instant asOf) implements Answer {}

    /**
     * A free slot and who is free.
     *
     * @param staff who would be given it now, or the first where everybody is needed
     * @param free all who are free for it, in the order in which the service names them
     */
    record Offer(TimeRange slot, String staff, List<String> free) {

        public Offer {
            free = List.copyOf(free);
        }
    }
}
