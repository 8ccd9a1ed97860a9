package dev.meridian.calendars.google;

import com.google.api.client.util.Data;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import dev.meridian.calendars.Attendee;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Between Google's events and the port's. Instants are written with the offset <em>and</em> the name of the zone; an all-day
 * event has neither and is read in the calendar's zone.
 */
final class GoogleEvents {

    private GoogleEvents() {}

    static Event toGoogle(NewEvent event, boolean invite) {
        var google = new Event()
                .setId(event.id())
                .setSummary(event.summary())
                .setDescription(event.description())
                .setStart(dateTime(event.start(), event.zone()))
                .setEnd(dateTime(event.end(), event.zone()))
                .setTransparency(event.transparent() ? "transparent" : "opaque")
                .setExtendedProperties(new Event.ExtendedProperties().setPrivate(event.privateProperties()));
        if (invite && !event.attendees().isEmpty()) {
            google.setAttendees(newcomers(event.attendees()));
        }
        return google;
    }

    static Event toGoogle(EventPatch patch) {
        var google = new Event();
        if (patch.summary() != null) {
            google.setSummary(patch.summary());
        }
        if (patch.description() != null) {
            google.setDescription(patch.description());
        }
        if (patch.time() != null && patch.zone() != null) {
            // An explicit null for the date: a patch merges, and a person may have made it an all-day event.
            google.setStart(dateTime(patch.time().start(), patch.zone()).setDate(Data.nullOf(DateTime.class)));
            google.setEnd(dateTime(patch.time().end(), patch.zone()).setDate(Data.nullOf(DateTime.class)));
        }
        if (patch.attendees() != null) {
            // A list is not merged: an empty one leaves nobody.
            google.setAttendees(
                    patch.attendees().stream().map(GoogleEvents::toGoogle).toList());
        }
        if (!patch.privateProperties().isEmpty()) {
            google.setExtendedProperties(new Event.ExtendedProperties().setPrivate(patch.privateProperties()));
        }
        return google;
    }

    private static List<EventAttendee> newcomers(List<String> emails) {
        return emails.stream().map(email -> new EventAttendee().setEmail(email)).toList();
    }

    /** @param calendarZone asked only for an all-day event */
    static CalendarEvent fromGoogle(Event event, Supplier<ZoneId> calendarZone) {
        if (event.getId() == null || event.getId().isEmpty()) {
            throw new IllegalArgumentException("event.id: none");
        }
        @Nullable EventDateTime start = event.getStart();
        @Nullable EventDateTime end = event.getEnd();
        return new CalendarEvent(
                event.getId(),
                status(event.getStatus()),
                Objects.requireNonNullElse(event.getEtag(), ""),
                event.getSummary(),
                event.getDescription(),
                instant(start, calendarZone),
                instant(end, calendarZone),
                start != null && start.getDate() != null && !Data.isNull(start.getDate()),
                !"transparent".equals(event.getTransparency()),
                declinedBySelf(event.getAttendees()),
                attendees(event.getAttendees()),
                privateProperties(event.getExtendedProperties()),
                event.getHtmlLink(),
                event.getHangoutLink(),
                event.getRecurringEventId(),
                event.getUpdated() == null
                        ? null
                        : Instant.ofEpochMilli(event.getUpdated().getValue()));
    }

    static Instant instant(DateTime dateTime) {
        return Instant.ofEpochMilli(dateTime.getValue());
    }

    /** A bound of a query; Google ignores what is below a second, so an upper bound is rounded up by the caller. */
    static DateTime utc(Instant instant) {
        return new DateTime(false, instant.toEpochMilli(), 0);
    }

    private static EventDateTime dateTime(Instant instant, ZoneId zone) {
        // Without an explicit offset the client takes the JVM's.
        var offset = zone.getRules().getOffset(instant).getTotalSeconds() / 60;
        return new EventDateTime()
                .setDateTime(new DateTime(false, instant.toEpochMilli(), offset))
                .setTimeZone(zone instanceof ZoneOffset ? "UTC" : zone.getId());
    }

    private static @Nullable Instant instant(@Nullable EventDateTime at, Supplier<ZoneId> calendarZone) {
        if (at == null) {
            return null;
        }
        // The client stands a magic value for a null in the JSON.
        if (at.getDateTime() != null && !Data.isNull(at.getDateTime())) {
            return instant(at.getDateTime());
        }
        return at.getDate() == null || Data.isNull(at.getDate())
                ? null
                : LocalDate.parse(at.getDate().toStringRfc3339())
                        .atStartOfDay(calendarZone.get())
                        .toInstant();
    }

    private static CalendarEvent.Status status(@Nullable String status) {
        return switch (Objects.requireNonNullElse(status, "confirmed")) {
            case "cancelled" -> CalendarEvent.Status.CANCELLED;
            case "tentative" -> CalendarEvent.Status.TENTATIVE;
            default -> CalendarEvent.Status.CONFIRMED;
        };
    }

    private static boolean declinedBySelf(@Nullable List<EventAttendee> attendees) {
        return attendees != null
                && attendees.stream()
                        .anyMatch(a -> Boolean.TRUE.equals(a.getSelf()) && "declined".equals(a.getResponseStatus()));
    }

    private static EventAttendee toGoogle(Attendee attendee) {
        var google = new EventAttendee()
                .setEmail(attendee.email())
                .setDisplayName(attendee.name())
                .setResponseStatus(attendee.response())
                .setComment(attendee.comment());
        if (attendee.optional()) {
            google.setOptional(true);
        }
        if (attendee.resource()) {
            google.setResource(true);
        }
        if (attendee.additionalGuests() > 0) {
            google.setAdditionalGuests(attendee.additionalGuests());
        }
        return google;
    }

    private static List<Attendee> attendees(@Nullable List<EventAttendee> attendees) {
        return Objects.requireNonNullElse(attendees, List.<EventAttendee>of()).stream()
                // A person may be invited by a name alone.
                .filter(attendee -> attendee.getEmail() != null)
                .map(attendee -> new Attendee(
                        attendee.getEmail(),
                        attendee.getDisplayName(),
                        attendee.getResponseStatus(),
                        attendee.getComment(),
                        Boolean.TRUE.equals(attendee.getOptional()),
                        Boolean.TRUE.equals(attendee.getResource()),
                        Objects.requireNonNullElse(attendee.getAdditionalGuests(), 0)))
                .toList();
    }

    private static Map<String, String> privateProperties(Event.@Nullable ExtendedProperties properties) {
        return properties == null || properties.getPrivate() == null ? Map.of() : properties.getPrivate();
    }
}
