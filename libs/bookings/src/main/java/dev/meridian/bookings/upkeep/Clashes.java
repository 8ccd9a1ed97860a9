package dev.meridian.bookings.upkeep;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.scheduling.time.TimeRange;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where calendars and the book disagree, or did. Takes part in the caller's transaction if there is one. */
public interface Clashes {

    /** Writes a clash down; empty if it is known already, whose time is then brought up to date. */
    Mono<Clash> found(Booking booking, String eventId, Clash.Kind kind, @Nullable TimeRange time);

    /** Writes a clash down that was settled at the same moment. */
    Mono<Clash> settled(Booking booking, String eventId, Clash.Kind kind, @Nullable TimeRange time);

    /** What is not settled in a calendar. */
    Flux<Clash> open(String calendarId);

    /** How many are not settled, by kind; every kind has an entry. */
    Mono<Map<Clash.Kind, Long>> counts();

    /** These events take nobody's time any more. */
    Mono<Void> eventsGone(String calendarId, Collection<String> eventIds);

    /** The event has this time now. */
    Mono<Void> eventAt(String calendarId, String eventId, TimeRange time);

    /** The booking's own event is where it belongs. */
    Mono<Void> eventInPlace(UUID bookingId);

    /** Settles what holds no more: the booking has ended or is over, or the two do not overlap any longer. */
    Mono<Void> settle(String calendarId);
}
