package dev.meridian.faults.check;

import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a run, from four sides that know nothing of each other: the callers, the database, the calendar and the
 * topics.
 *
 * @param told every word to a caller
 * @param silent wishes that nobody ever got an answer to, although they kept asking after everything was whole again
 * @param requests the memo of requests
 * @param bookings the bookings
 * @param occupancies what is taken of whom, as far as it counts
 * @param sessions what bookings share that have seats
 * @param seats who has a seat
 * @param transitions every change of a booking, as the database logged it
 * @param unpublished how many events still wait in the outbox
 * @param events what stands in the calendars, and what stood there
 * @param records what is on the topics of booking requests
 * @param deadLetters where the records stood that were put aside
 * @param published what is on the topic of booking events
 * @param touched ids of events that people took away or moved
 * @param removed ids of those that they took away
 */
public record Evidence(
        List<Told> told,
        List<Wish> silent,
        List<Request> requests,
        List<Booking> bookings,
        List<Occupancy> occupancies,
        List<Session> sessions,
        List<Seat> seats,
        List<Transition> transitions,
        long unpublished,
        List<Event> events,
        List<Recorded> records,
        List<String> deadLetters,
        List<Published> published,
        Set<String> touched,
        Set<String> removed) {

    public Evidence {
        told = List.copyOf(told);
        silent = List.copyOf(silent);
        requests = List.copyOf(requests);
        bookings = List.copyOf(bookings);
        occupancies = List.copyOf(occupancies);
        sessions = List.copyOf(sessions);
        seats = List.copyOf(seats);
        transitions = List.copyOf(transitions);
        events = List.copyOf(events);
        records = List.copyOf(records);
        deadLetters = List.copyOf(deadLetters);
        published = List.copyOf(published);
        touched = Set.copyOf(touched);
        removed = Set.copyOf(removed);
    }

    /** A request's memo; without a status while it is open. */
    public record Request(
            Wish.Id id,
            String command,
            UUID bookingId,
            @Nullable String status) {}

    /** A booking; of which session, if it has no event of its own. */
    public record Booking(
            UUID id,
            String state,
            int version,
            String calendar,
            String eventId,
            int generation,
            String staff,
            Instant start,
            Instant end,
            @Nullable UUID sessionId) {}

    /** A time that many share, and the event it has by now. */
    public record Session(UUID id, String calendar, String eventId, int generation) {}

    /** A seat that is taken. */
    public record Seat(UUID sessionId, int number, UUID bookingId) {}

    /** A time that is taken. */
    public record Occupancy(
            UUID bookingId, String resource, Instant start, Instant end, int bufferBefore, int bufferAfter) {}

    /** A change of a booking; without a state and an epoch before when it was made. */
    public record Transition(
            UUID bookingId,
            @Nullable String from,
            String to,
            @Nullable Integer epochBefore,
            int epoch,
            Instant at) {}

    /** An event in a calendar; whose, if it carries our mark: a booking's, or a session's, and then whom it lists. */
    public record Event(
            String calendar,
            String id,
            boolean live,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable UUID bookingId,
            @Nullable UUID sessionId,
            Set<UUID> listed,
            int generation) {

        public Event {
            listed = Set.copyOf(listed);
        }

        /** The booking or the session it is of; null: a human's. */
        @Nullable
        UUID owner() {
            return bookingId == null ? sessionId : bookingId;
        }
    }

    /** A record on a topic of booking requests: where it stands, and the request if it is one. */
    public record Recorded(String at, Wish.@Nullable Id id) {}

    /** A record on the topic of booking events. */
    public record Published(String ceId, String type, UUID bookingId, int version, int contentHash) {}
}
