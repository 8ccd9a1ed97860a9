package dev.meridian.bookings.upkeep;

import dev.meridian.bookings.booking.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far calendars were read, and which events are to be looked at again. */
public interface CalendarSyncs {

    /** Begins to keep these calendars; those that are kept stay as they are. */
    Mono<Void> register(Collection<String> calendarIds);

    /**
     * Takes looks that are due: the last one is longer ago than the interval, or one was asked for, and none is put off or
     * under way.
     */
    Flux<CalendarSync> claim(Collection<String> calendarIds, Lease lease, Duration interval, int max);

    /** Asks whether the look is still ours, and keeps it ours for the lease's length from now on. */
    Mono<Boolean> renew(CalendarSync sync, Lease lease);

    /**
     * Ends a look that went well. False: somebody else had taken the calendar over, and nothing was changed.
     *
     * @param nextToken null: read everything the next time
     * @param told what others know of the busy times from now on
     */
    Mono<Boolean> done(CalendarSync sync, @Nullable String nextToken, BusyTold told);

    /** Ends a look that failed. */
    Mono<Boolean> putOff(CalendarSync sync, Duration pause);

    /**
     * Asks for a look as soon as possible; one that is put off after a failure still waits for that.
     *
     * @param afresh whether to read everything
     */
    Mono<Void> request(String calendarId, boolean afresh);

    /** Has an event looked at again from a moment on; a later word replaces an earlier one. */
    Mono<Void> checkAgain(String calendarId, String eventId, Instant due);

    /** The events that are due to be looked at again, the longest due first. */
    Flux<String> dueChecks(String calendarId, int max);

    /** Has an event not looked at again. */
    Mono<Void> checked(String calendarId, String eventId);

    /** How long ago the calendar whose last good look is the oldest was read; zero if there is none. */
    Mono<Duration> age(Collection<String> calendarIds);
}
