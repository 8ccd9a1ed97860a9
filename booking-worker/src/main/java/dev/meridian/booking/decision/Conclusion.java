package dev.meridian.booking.decision;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Decided;
import java.util.List;

/** A booking that was decided, and the requests that were decided with it. */
public record Conclusion(Booking booking, List<Decided> decided) {

    public Conclusion {
        decided = List.copyOf(decided);
    }
}
