package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.time.TimeRange;

/** Where a wish found its place, if it did. */
sealed interface Placement {

    /**
     * The slot is taken for it.
     *
     * @param calendarId the calendar its event goes to
     */
    record Taken(Service service, Staff staff, String calendarId, TimeRange slot) implements Placement {}

    /** It can not be. */
    record Refused(Outcome outcome) implements Placement {}
}
