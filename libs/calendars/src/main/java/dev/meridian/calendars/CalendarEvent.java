package dev.meridian.calendars;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as the provider has it. Of a cancelled one only {@code id} and {@code status} can be relied on.
 *
 * @param id the id in its calendar
 * @param status whether it stands
 * @param etag its version, for {@link CalendarConnector#patch}; empty when the provider gave none
 * @param summary the title
 * @param description the text
 * @param start first instant; of an all-day event midnight in the calendar's zone
 * @param end first instant after it
 * @param allDay whether it was written as dates without times
 * @param opaque whether it takes the time
 * @param declinedBySelf whether the calendar's owner declined the invitation
 * @param attendees who is invited
 * @param privateProperties marks of this application
 * @param htmlLink a page that shows it
 * @param meetingUrl where to meet online
 * @param recurringEventId the series it is an instance of
 * @param updated when it was last changed
 */
public record CalendarEvent(
        String id,
        Status status,
        String etag,
        @Nullable String summary,
        @Nullable String description,
        @Nullable Instant start,
        @Nullable Instant end,
        boolean allDay,
        boolean opaque,
        boolean declinedBySelf,
        List<Attendee> attendees,
        Map<String, String> privateProperties,
        @Nullable String htmlLink,
        @Nullable String meetingUrl,
        @Nullable String recurringEventId,
        @Nullable Instant updated) {

    public CalendarEvent {
        attendees = List.copyOf(attendees);
        privateProperties = Map.copyOf(privateProperties);
    }

    /** Whether an event stands. */
    public enum Status {
        CONFIRMED,
        TENTATIVE,
        /** Deleted: a tombstone. Its id can not be used again. */
        CANCELLED
    }

    /** Whether it makes its time busy: not cancelled, not transparent, not declined by the calendar's owner. */
    public boolean blocks() {
        return status != Status.CANCELLED && opaque && !declinedBySelf;
    }

    /** When it is; empty for a tombstone without times and for an event without length. */
    public Optional<TimeRange> time() {
        return start != null && end != null && end.isAfter(start)
                ? Optional.of(new TimeRange(start, end))
                : Optional.empty();
    }
}
