package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.session.Session;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.calendars.CalendarFailure;
import dev.meridian.calendars.EventPatch;
import dev.meridian.calendars.NewEvent;
import dev.meridian.scheduling.catalogue.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brings the events of sessions to what the book says. Any number of workers may do that at once: the event is read first, then the
 * book, and what comes of it is written only over the event that was read. So whoever writes last has seen the latest, and a write
 * that was long on its way meets another version. Throws {@link CalendarFailure}. Never called inside a transaction.
 */
public final class SessionEvents {

    // How often others, or a lost answer, may come between reading and writing before somebody else is let through.
    private static final int ROUNDS = 8;

    private final CalendarConnector calendar;
    private final Bookings bookings;
    private final Catalogue catalogue;
    private final BookingIds ids;
    private final boolean invites;

    public SessionEvents(
            CalendarConnector calendar, Bookings bookings, Catalogue catalogue, BookingIds ids, boolean invites) {
        this.calendar = calendar;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.ids = ids;
        this.invites = invites;
    }

    /**
     * Makes the event show who has a seat. Answers what stands there in the end; nothing if it changes all the time, or if it is
     * not known yet.
     *
     * @param always whether it changes also when it shows that already: whoever takes somebody out has to, since a write that shows
     *     him may be on its way to this very version
     */
    Written write(Session session, int generation, boolean always) {
        String eventId = ids.eventId(session.id(), generation);
        for (int round = 0; round < ROUNDS; round++) {
            CalendarEvent event = calendar.get(session.calendarId(), eventId).orElse(null);
            SessionContent content = content(session, generation);
            try {
                if (event == null) {
                    return new Written.Ours(calendar.insert(session.calendarId(), content.event(eventId)));
                }
                if (event.status() == CalendarEvent.Status.CANCELLED) {
                    return new Written.Tombstone();
                }
                if (!EventMarks.isOf(session.id(), generation, event)) {
                    return new Written.Strangers();
                }
                if (!always && content.isShownBy(event)) {
                    return new Written.Ours(event);
                }
                return new Written.Ours(
                        calendar.patch(session.calendarId(), eventId, content.over(event), event.etag()));
            } catch (CalendarFailure.AlreadyExists
                    | CalendarFailure.PreconditionFailed
                    | CalendarFailure.OutcomeUnknown
                    | CalendarFailure.NotFound e) {
                if (event == null && e instanceof CalendarFailure.NotFound) {
                    throw e;
                }
            }
        }
        return new Written.Nothing();
    }

    /**
     * Has the event of a session's current generation tell of nobody whom the book has forgotten. False when it is another one by now,
     * or when that is not known.
     */
    boolean forget(Session session) {
        String eventId = ids.eventId(session.id(), session.generation());
        CalendarEvent event = calendar.get(session.calendarId(), eventId).orElse(null);
        if (event == null
                || event.status() == CalendarEvent.Status.CANCELLED
                || !EventMarks.isOf(session.id(), session.generation(), event)) {
            return true;
        }
        EventPatch patch = content(session, session.generation()).forgetting(event);
        try {
            calendar.patch(session.calendarId(), eventId, patch, event.etag());
            return true;
        } catch (CalendarFailure.PreconditionFailed | CalendarFailure.OutcomeUnknown | CalendarFailure.NotFound e) {
            return false;
        }
    }

    /** Whether an event shows who has a seat. */
    public boolean isShown(Session session, CalendarEvent event) {
        return content(session, session.generation()).isShownBy(event);
    }

    /**
     * Whether an event lists somebody of whom the book knows nothing: the rows were lost, and the event alone tells of that seat.
     */
    public boolean listsLost(CalendarEvent event) {
        Set<UUID> listed = SeatLines.listed(event.description());
        return !bookings.known(listed).blockOptional().orElseThrow().containsAll(listed);
    }

    /**
     * Removes the event of a generation that is closed, for good: written first, so that an insert that is still on its way meets a
     * tombstone. An event that lists somebody whose rows were lost stays and lists them alone.
     */
    Written remove(Session session, int generation) {
        String eventId = ids.eventId(session.id(), generation);
        NewEvent nothing = new NewEvent(
                eventId,
                "Cancelled",
                "",
                session.slot().start(),
                session.slot().end(),
                session.businessZone(),
                true,
                EventMarks.of(session, generation),
                List.of(),
                false);
        try {
            calendar.insert(session.calendarId(), nothing);
        } catch (CalendarFailure.AlreadyExists | CalendarFailure.OutcomeUnknown e) {
            CalendarEvent event = calendar.get(session.calendarId(), eventId).orElse(null);
            if (event == null) {
                return new Written.Nothing();
            }
            if (event.status() == CalendarEvent.Status.CANCELLED) {
                return new Written.Tombstone();
            }
            if (!EventMarks.isOf(session.id(), generation, event)) {
                return new Written.Strangers();
            }
            if (listsLost(event)) {
                return write(session, generation, true);
            }
        }
        calendar.delete(session.calendarId(), eventId);
        return new Written.Tombstone();
    }

    /** Whether anybody has a part in the session's event. */
    boolean hasSeats(Session session) {
        return bookings.seated(session.id(), session.generation())
                .hasElements()
                .blockOptional()
                .orElseThrow();
    }

    private SessionContent content(Session session, int generation) {
        List<Booking> seated = bookings.seated(session.id(), generation)
                .collectList()
                .blockOptional()
                .orElseThrow();
        List<Booking> ever =
                bookings.everSeated(session.id()).collectList().blockOptional().orElseThrow();
        Optional<Service> service = catalogue.service(session.service()).blockOptional();
        return new SessionContent(
                session,
                generation,
                service.map(Service::name).orElse(session.service()),
                seated,
                ever,
                service.filter(known -> invites)
                        .map(known -> CalendarSteps.colleagues(catalogue, known, session.calendarId()))
                        .orElse(List.of()),
                invites);
    }
}
