package dev.meridian.booking.request;

import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.session.Session;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.time.TimeRange;
import org.jspecify.annotations.Nullable;

/** Where a wish found its place, if it did. */
sealed interface Placement {

    /**
     * The slot is taken for it.
     *
     * @param host who it is with, or the first of all who are needed
     * @param calendarId the calendar its event goes to
     * @param anyStaff whether anybody else who offers the service would do as well
     * @param session where it has taken a seat; null: it has the time to itself
     */
    record Taken(
            Service service,
            Host host,
            String calendarId,
            TimeRange slot,
            boolean anyStaff,
            @Nullable Session session) implements Placement {

        /** The same with a seat. */
        Taken in(Session taken) {
            return new Taken(service, host, calendarId, slot, anyStaff, taken);
        }

        Staff staff() {
            return host.staff();
        }
    }

    /** It can not be. */
    record Refused(Outcome outcome) implements Placement {}
}
