package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.session.Session;
import dev.meridian.calendars.Attendee;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a session's event has to show, as a whole: who has a seat, and nobody who has given one up. What humans added stays: the
 * title, the text around the list, people they invited.
 *
 * @param generation which of the session's events it is
 * @param serviceName the title of an event that is not there yet
 * @param seated whom it shows
 * @param everSeated whom it would show if they had not given up their seats, and those it shows
 * @param colleagues who is invited beside those it shows
 * @param invites whether anybody is invited
 */
record SessionContent(
        Session session,
        int generation,
        String serviceName,
        List<Booking> seated,
        List<Booking> everSeated,
        List<String> colleagues,
        boolean invites) {

    SessionContent {
        seated = List.copyOf(seated);
        everSeated = List.copyOf(everSeated);
        colleagues = List.copyOf(colleagues);
    }

    NewEvent event(String eventId) {
        return new NewEvent(
                eventId,
                serviceName,
                SeatLines.in(null, session, seated, everSeated),
                session.slot().start(),
                session.slot().end(),
                session.businessZone(),
                false,
                EventMarks.of(session, generation),
                invites ? invited() : List.of(),
                invites);
    }

    /** Whether the event shows all this already. */
    boolean isShownBy(CalendarEvent event) {
        return Objects.equals(event.description(), description(event))
                && (!invites || attendees(event).equals(event.attendees()));
    }

    /** Makes the event as it was read show it, and another version of it in any case. */
    EventPatch over(CalendarEvent read) {
        EventPatch patch = EventPatch.marks(EventMarks.over(read)).describedAs(description(read));
        List<Attendee> attendees = attendees(read);
        return invites && !attendees.equals(read.attendees()) ? patch.inviting(attendees) : patch.quietly();
    }

    /**
     * The same for those whom we invite and nobody beside them: an address that the book has forgotten looks like one that a human
     * has added. Rooms stay, and nobody is mailed.
     */
    EventPatch forgetting(CalendarEvent read) {
        List<Attendee> known = (invites ? attendees(read) : read.attendees())
                .stream()
                        .filter(attendee -> attendee.resource() || isInvited(attendee))
                        .toList();
        return over(read).inviting(known).quietly();
    }

    private boolean isInvited(Attendee attendee) {
        return invited().stream().anyMatch(attendee::has);
    }

    private List<String> invited() {
        return Stream.concat(addresses(seated).stream(), colleagues.stream())
                .distinct()
                .toList();
    }

    private String description(CalendarEvent event) {
        return SeatLines.in(event.description(), session, seated, everSeated);
    }

    private List<Attendee> attendees(CalendarEvent event) {
        List<String> ours = invited();
        List<String> onceOurs = addresses(everSeated);
        // As they were read, with what they have answered.
        Stream<Attendee> there = event.attendees().stream()
                .filter(attendee -> ours.stream().anyMatch(attendee::has)
                        || onceOurs.stream().noneMatch(attendee::has));
        Stream<Attendee> missing = ours.stream()
                .filter(address -> event.attendees().stream().noneMatch(attendee -> attendee.has(address)))
                .map(Attendee::of);
        return Stream.concat(there, missing).toList();
    }

    // Each once, however it is spelt.
    private static List<String> addresses(List<Booking> bookings) {
        Map<String, String> spelt = new LinkedHashMap<>();
        bookings.stream()
                .flatMap(booking -> CalendarSteps.addresses(booking).stream())
                .forEach(address -> spelt.putIfAbsent(address.toLowerCase(Locale.ROOT), address));
        return List.copyOf(spelt.values());
    }
}
