package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What a saga does to the calendar. Every step may be repeated by anybody at any time; each throws
 * {@link CalendarFailure}. Never called inside a transaction.
 */
final class CalendarSteps {

    private final CalendarConnector calendar;
    private final Bookings bookings;
    private final Catalogue catalogue;
    private final boolean invites;

    CalendarSteps(CalendarConnector calendar, Bookings bookings, Catalogue catalogue, boolean invites) {
        this.calendar = calendar;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.invites = invites;
    }

    /** Whether people are mailed when the event is written, so that a look before is worth a call. */
    boolean invites() {
        return invites;
    }

    /** Writes the event under its id, or finds what stands there. */
    Written write(Booking booking) {
        return insert(
                booking,
                new NewEvent(
                        booking.eventId(),
                        EventText.summary(booking, serviceName(booking)),
                        EventText.description(booking),
                        booking.slot().start(),
                        booking.slot().end(),
                        booking.businessZone(),
                        false,
                        EventMarks.of(booking),
                        invites ? attendees(booking) : List.of(),
                        // Once at most: of all attempts under one id a single one is heard.
                        invites));
    }

    /** Whether anybody else's event takes some of a time the booking has, or of the buffers around it. */
    boolean strangerIn(Booking booking, TimeRange slot) {
        TimeRange guarded = booking.guarded(slot);
        List<CalendarEvent> others = calendar.list(booking.calendarId(), guarded.start(), guarded.end()).stream()
                .filter(CalendarEvent::blocks)
                .filter(event -> !event.id().equals(booking.eventId()))
                .filter(event -> event.time().filter(guarded::overlaps).isPresent())
                .toList();
        if (others.isEmpty()) {
            return false;
        }
        List<UUID> claimed = others.stream()
                .flatMap(event -> EventMarks.bookingId(event).stream())
                .toList();
        Set<UUID> known = Objects.requireNonNull(bookings.known(claimed).block());
        // Ours are kept apart by the book itself.
        return others.stream()
                .anyMatch(event ->
                        EventMarks.bookingId(event).filter(known::contains).isEmpty());
    }

    /**
     * Removes the event for good: written first, so that an insert that is still on its way meets a tombstone and not an empty
     * place. Answers what stands there in the end: a tombstone, a stranger's event, or nothing if it is not known yet.
     */
    Written undo(Booking booking) {
        Written written = insert(
                booking,
                new NewEvent(
                        booking.eventId(),
                        "Cancelled",
                        "",
                        booking.slot().start(),
                        booking.slot().end(),
                        booking.businessZone(),
                        true,
                        EventMarks.of(booking),
                        List.of(),
                        false));
        if (written instanceof Written.Ours) {
            calendar.delete(booking.calendarId(), booking.eventId());
            return new Written.Tombstone();
        }
        return written;
    }

    private Written insert(Booking booking, NewEvent event) {
        try {
            return new Written.Ours(calendar.insert(booking.calendarId(), event));
        } catch (CalendarFailure.AlreadyExists | CalendarFailure.OutcomeUnknown e) {
            return look(booking);
        }
    }

    /**
     * Moves the event as it was read to the new time. Answers the event as it is then; nothing when it is another one by now, or
     * when that is not known: then it has to be read again. Of all changes of one version of the event a single one is
     * heard, hence people are mailed once for each move.
     */
    Optional<CalendarEvent> moveOn(Booking booking, Move move, CalendarEvent read) {
        boolean mail = !EventMarks.hasMoved(booking, move, read);
        return patch(
                booking, read, EventText.moved(booking, move), move.slot(), EventMarks.on(booking, move, read), mail);
    }

    /** Moves the event as it was read to its booking's slot, where it may be already; it changes in any case. */
    Optional<CalendarEvent> moveBack(Booking booking, CalendarEvent read) {
        Move move = Objects.requireNonNull(booking.move(), "move");
        boolean mail = EventMarks.hasMoved(booking, move, read);
        return patch(
                booking,
                read,
                EventText.movedBack(booking, move),
                booking.slot(),
                EventMarks.back(booking, read),
                mail);
    }

    private Optional<CalendarEvent> patch(
            Booking booking,
            CalendarEvent read,
            UnaryOperator<String> text,
            TimeRange slot,
            Map<String, String> marks,
            boolean mail) {
        EventPatch patch = EventPatch.move(slot, booking.businessZone(), marks);
        String before = read.description();
        if (before != null && !text.apply(before).equals(before)) {
            patch = patch.describedAs(text.apply(before));
        }
        try {
            return Optional.of(calendar.patch(
                    booking.calendarId(), booking.eventId(), invites && mail ? patch : patch.quietly(), read.etag()));
        } catch (CalendarFailure.PreconditionFailed | CalendarFailure.OutcomeUnknown | CalendarFailure.NotFound e) {
            return Optional.empty();
        }
    }

    /**
     * Has the event as it was read tell what the booking tells now, to those the booking names and to nobody beside them; nobody is
     * mailed. False when it is another one by now, or when that is not known.
     */
    boolean rewrite(Booking booking, CalendarEvent read) {
        EventPatch patch = EventPatch.rewrite(
                EventText.summary(booking, serviceName(booking)),
                EventText.description(booking),
                invites ? attendees(booking) : List.of());
        try {
            calendar.patch(booking.calendarId(), booking.eventId(), patch, read.etag());
            return true;
        } catch (CalendarFailure.PreconditionFailed | CalendarFailure.OutcomeUnknown | CalendarFailure.NotFound e) {
            return false;
        }
    }

    private String serviceName(Booking booking) {
        return catalogue
                .service(booking.service())
                .map(Service::name)
                .blockOptional()
                .orElse(booking.service());
    }

    /** What stands under the booking's event id. */
    Written look(Booking booking) {
        CalendarEvent event =
                calendar.get(booking.calendarId(), booking.eventId()).orElse(null);
        if (event == null) {
            return new Written.Nothing();
        }
        if (event.status() == CalendarEvent.Status.CANCELLED) {
            return new Written.Tombstone();
        }
        return EventMarks.isOf(booking, event) ? new Written.Ours(event) : new Written.Strangers();
    }

    private static List<String> attendees(Booking booking) {
        List<String> attendees = new ArrayList<>();
        String customer = booking.customer().email();
        if (customer != null) {
            attendees.add(customer);
        }
        booking.guests().stream().filter(guest -> !attendees.contains(guest)).forEach(attendees::add);
        return attendees;
    }
}
