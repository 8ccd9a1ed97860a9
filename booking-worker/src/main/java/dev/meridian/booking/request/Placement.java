package dev.meridian.booking.request;

import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.time.TimeRange;

/** Where a wish found its place, if it did. */
sealed interface Placement {

    /**
     * The slot is taken for it.
     *
     * @param host who it is with, or the first of all who are needed
     * @param calendarId the calendar its event goes to
     * @param anyStaff whether anybody else who offers the service would do as well
     */
    record Taken(Service service, Host host, String calendarId, TimeRange slot, boolean anyStaff) implements Placement {

        Staff staff() {
            return host.staff();
        }
    }

    /** It can not be. */
    record Refused(Outcome outcome) implements Placement {}
}
