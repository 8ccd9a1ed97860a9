package dev.meridian.calendars;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A calendar provider. Calls block, are safe from many threads at once and are meant for virtual threads; each ends within
 * the connector's timeouts. Nothing is retried inside: the caller decides, by the {@link CalendarFailure} it gets.
 *
 * <p>A provider is a second opinion, never the judge: it has no conditional insert, and a write need not show at once in
 * {@link #freeBusy}. The calendar id {@code primary} stands for the connector's configured calendar.
 */
public interface CalendarConnector {

    /**
     * Busy times of several calendars in [from, to), sorted, merged and clipped to that range. There is one entry for each
     * id asked, under the id as it was asked. Never throws {@link CalendarFailure}: a calendar that did not answer, or
     * answered with an error, is {@link BusyTimes.Unknown}, which must not be taken for free.
     */
    Map<String, BusyTimes> freeBusy(Collection<String> calendarIds, Instant from, Instant to);

    /**
     * Writes an event under the id the caller chose. The same id twice is {@link CalendarFailure.AlreadyExists}, also after
     * the first was deleted; after {@link CalendarFailure.OutcomeUnknown} look with {@link #get} before writing again.
     */
    CalendarEvent insert(String calendarId, NewEvent event);

    /** The event with this id. A deleted one may be found for a while, with {@link CalendarEvent.Status#CANCELLED}. */
    Optional<CalendarEvent> get(String calendarId, String eventId);

    /**
     * All events that overlap [from, to), ordered by start: series expanded, without cancelled ones; transparent and
     * declined ones included, see {@link CalendarEvent#blocks()}. All-day events reach from midnight to midnight in the
     * calendar's own zone.
     */
    List<CalendarEvent> list(String calendarId, Instant from, Instant to);

    /**
     * What changed since the token was handed out, cancelled events included; without a token, everything there is. When
     * the provider no longer knows the token: {@link CalendarFailure.SyncTokenExpired}.
     */
    EventChanges changes(String calendarId, @Nullable String syncToken);

    /**
     * Has the provider send a message to an address whenever something in the calendar has changed, until the moment returned.
     * A message only says that; {@link #changes} tells what. It may get lost, or come twice, or come for one's own writes. One
     * calendar can have several channels at a time; none is renewed, a new one is opened before it ends.
     */
    Instant watch(String calendarId, NewChannel channel);

    /**
     * Changes the fields the patch names, and leaves what others wrote in the rest. Only if the event still has this etag,
     * otherwise {@link CalendarFailure.PreconditionFailed}.
     */
    CalendarEvent patch(String calendarId, String eventId, EventPatch patch, String etag);

    /**
     * Deletes the event. One that was deleted before is a success; one that never was is {@link CalendarFailure.NotFound}.
     */
    void delete(String calendarId, String eventId);
}
