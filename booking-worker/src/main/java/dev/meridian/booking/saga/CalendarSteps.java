package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.calendars.Attendee;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Question;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a saga does to the calendar. Every step may be repeated by anybody at any time; each throws
 * {@link CalendarFailure}. Never called inside a transaction.
 */
final class CalendarSteps {

    private final CalendarConnector calendar;
    private final Bookings bookings;
    private final Occupancies occupancies;
    private final Sessions sessions;
    private final Catalogue catalogue;
    private final Consumer<String> lookSoon;
    private final boolean invites;

    /** @param lookSoon has a calendar looked at soon */
    CalendarSteps(
            CalendarConnector calendar,
            Bookings bookings,
            Occupancies occupancies,
            Sessions sessions,
            Catalogue catalogue,
            Consumer<String> lookSoon,
            boolean invites) {
        this.calendar = calendar;
        this.bookings = bookings;
        this.occupancies = occupancies;
        this.sessions = sessions;
        this.catalogue = catalogue;
        this.lookSoon = lookSoon;
        this.invites = invites;
    }

    /** Whether people are mailed when the event is written, so that a look before is worth a call. */
    boolean invites() {
        return invites;
    }

    /** Writes the event under its id, or finds what stands there. */
    Written write(Booking booking) {
        Optional<Service> service = service(booking);
        return insert(
                booking,
                new NewEvent(
                        booking.eventId(),
                        EventText.summary(booking, name(booking, service)),
                        EventText.description(booking, questions(service)),
                        booking.slot().start(),
                        booking.slot().end(),
                        booking.businessZone(),
                        false,
                        EventMarks.of(booking),
                        invites ? attendees(booking, service) : List.of(),
                        // Once at most: of all attempts under one id a single one is heard.
                        invites));
    }

    /**
     * Whether anybody else's event takes some of a time the booking has, or of the buffers around it: in the calendar it is written
     * to, or in one that is read for any of the people whose time it takes. If so, these calendars are looked at soon: others may
     * not know of it yet, and would take the time for free.
     */
    boolean strangerIn(Booking booking, TimeRange slot) {
        TimeRange guarded = booking.guarded(slot);
        Set<String> calendars = new LinkedHashSet<>(List.of(booking.calendarId()));
        calendars.addAll(occupancies
                .calendars(booking.id())
                .collectList()
                .blockOptional()
                .orElseThrow());
        List<CalendarEvent> others = calendars.stream()
                .flatMap(id -> calendar.list(id, guarded.start(), guarded.end()).stream())
                .filter(CalendarEvent::blocks)
                .filter(event -> !event.id().equals(booking.eventId()))
                .filter(event -> event.time().filter(guarded::overlaps).isPresent())
                .toList();
        if (others.isEmpty()) {
            return false;
        }
        Set<UUID> known = Objects.requireNonNull(
                bookings.known(claimed(others, EventMarks::bookingId)).block());
        Set<UUID> sessionsKnown = Objects.requireNonNull(
                sessions.known(claimed(others, CalendarSteps::sessionId)).block());
        // Ours are kept apart by the book itself.
        boolean stranger = others.stream()
                .filter(event ->
                        EventMarks.bookingId(event).filter(known::contains).isEmpty())
                .anyMatch(event ->
                        sessionId(event).filter(sessionsKnown::contains).isEmpty());
        if (stranger) {
            calendars.forEach(lookSoon);
        }
        return stranger;
    }

    private static List<UUID> claimed(List<CalendarEvent> events, Function<CalendarEvent, Optional<UUID>> claim) {
        return events.stream().flatMap(event -> claim.apply(event).stream()).toList();
    }

    private static Optional<UUID> sessionId(CalendarEvent event) {
        return EventMarks.readSession(event).map(EventMarks.SessionMarks::sessionId);
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
        Optional<Service> service = service(booking);
        EventPatch patch = EventPatch.rewrite(
                EventText.summary(booking, name(booking, service)),
                EventText.description(booking, questions(service)),
                invites ? attendees(booking, service).stream().map(Attendee::of).toList() : List.of());
        try {
            calendar.patch(booking.calendarId(), booking.eventId(), patch, read.etag());
            return true;
        } catch (CalendarFailure.PreconditionFailed | CalendarFailure.OutcomeUnknown | CalendarFailure.NotFound e) {
            return false;
        }
    }

    private Optional<Service> service(Booking booking) {
        return catalogue.service(booking.service()).blockOptional();
    }

    private static List<Question> questions(Optional<Service> service) {
        return service.map(Service::questions).orElse(List.of());
    }

    private static String name(Booking booking, Optional<Service> service) {
        return service.map(Service::name).orElse(booking.service());
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

    private List<String> attendees(Booking booking, Optional<Service> service) {
        Set<String> attendees = new LinkedHashSet<>(addresses(booking));
        service.ifPresent(known -> attendees.addAll(colleagues(catalogue, known, booking.calendarId())));
        return List.copyOf(attendees);
    }

    /** The customer and who comes along. */
    static Set<String> addresses(Booking booking) {
        Set<String> addresses = new LinkedHashSet<>();
        String customer = booking.customer().email();
        if (customer != null) {
            addresses.add(customer);
        }
        addresses.addAll(booking.guests());
        return addresses;
    }

    /**
     * Those who have to come to what stands in a calendar as well, where a service needs everybody, and can be written to: the
     * calendar of a person is called by the person's address.
     */
    static List<String> colleagues(Catalogue catalogue, Service service, String calendarId) {
        if (!service.collective()) {
            return List.of();
        }
        return catalogue
                .hosts(service.staff())
                .flatMapIterable(host -> host.staff().calendars())
                .filter(CalendarUse::write)
                .map(CalendarUse::id)
                .filter(id -> !id.equals(calendarId) && isOfPerson(id))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    // Calendars of groups, resources and imports have addresses of their own, which nobody reads.
    private static boolean isOfPerson(String calendarId) {
        return calendarId.contains("@") && !calendarId.endsWith(".calendar.google.com");
    }
}
