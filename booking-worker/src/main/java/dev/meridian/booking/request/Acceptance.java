package dev.meridian.booking.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import java.util.List;

/** What T1 made of a record. */
sealed interface Acceptance {

    /**
     * The book has changed; the saga goes on from here.
     *
     * @param others requests that were decided on the way: their holds had run out
     */
    record UnderWay(Booking booking, List<Decided> others) implements Acceptance {
        public UnderWay {
            others = List.copyOf(others);
        }
    }

    /**
     * The answer is known.
     *
     * @param repeated whether the wish had been accepted before this record arrived
     * @param others as in {@link UnderWay}
     */
    record Answered(Outcome outcome, boolean repeated, List<Decided> others) implements Acceptance {
        public Answered {
            others = List.copyOf(others);
        }
    }

    /** The same wish is under way; the record's address is told when that is decided. */
    record Waiting() implements Acceptance {}
}
