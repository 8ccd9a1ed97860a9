package dev.meridian.booking.saga;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.session.Session;
import dev.meridian.calendars.CalendarEvent;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What marks an event as ours, in its private properties: with it the calendar is a second log from which lost rows are found
 * again. No contact data.
 */
public final class EventMarks {

    private static final String MERIDIAN = "meridian";
    private static final String SESSION_ID = "sessionId";
    private static final String BOOKING_ID = "bookingId";
    private static final String GENERATION = "generation";
    private static final String MOVE = "move";
    private static final String WRITTEN_OVER = "writtenOver";
    private static final String MOVED_FROM = "movedFrom";
    private static final String SOURCE = "source";
    private static final String KEY_HASH = "keyHash";
    private static final String SERVICE = "service";
    private static final String STAFF = "staff";
    private static final String TIME_ZONE = "timeZone";
    private static final String BOOKING_VERSION = "version";
    private static final String VERSION = "1";

    private EventMarks() {}

    public static Map<String, String> of(Booking booking) {
        RequestKey request =
                new RequestKey(booking.origin().source(), booking.origin().requestKey());
        return Map.of(
                MERIDIAN,
                VERSION,
                BOOKING_ID,
                booking.id().toString(),
                GENERATION,
                Integer.toString(booking.generation()),
                SOURCE,
                request.source(),
                KEY_HASH,
                BookingIds.keyHash(request),
                SERVICE,
                booking.service(),
                STAFF,
                booking.staff(),
                TIME_ZONE,
                booking.timeZone().getId());
    }

    /** Marks the event that those share who have seats in a session. */
    static Map<String, String> of(Session session, int generation) {
        return Map.of(
                MERIDIAN,
                VERSION,
                SESSION_ID,
                session.id().toString(),
                GENERATION,
                Integer.toString(generation),
                SERVICE,
                session.service(),
                STAFF,
                session.staff());
    }

    /** Marks a session's event that is written anew. With what was read in it, it is never the mark that was there before. */
    static Map<String, String> over(CalendarEvent read) {
        return Map.of(WRITTEN_OVER, read.etag());
    }

    /** Marks an event that a move takes to its new time. With what was read in it, it is never the mark that was there before. */
    static Map<String, String> on(Booking booking, Move move, CalendarEvent read) {
        return Map.of(
                MOVE,
                moveOf(booking, move),
                MOVED_FROM,
                read.etag(),
                BOOKING_VERSION,
                Integer.toString(booking.version() + 1),
                TIME_ZONE,
                move.timeZone().getId());
    }

    /** Marks an event that goes back. */
    static Map<String, String> back(Booking booking, CalendarEvent read) {
        return Map.of(
                MOVE,
                booking.version() + " back",
                MOVED_FROM,
                read.etag(),
                BOOKING_VERSION,
                Integer.toString(booking.version()),
                TIME_ZONE,
                booking.timeZone().getId());
    }

    /** Whether this very move has taken the event to its new time before, and has not taken it back since. */
    static boolean hasMoved(Booking booking, Move move, CalendarEvent event) {
        return moveOf(booking, move).equals(event.privateProperties().get(MOVE));
    }

    private static String moveOf(Booking booking, Move move) {
        return booking.version() + " to " + move.slot().start();
    }

    /** Whether this is the very event of the booking's generation. */
    static boolean isOf(Booking booking, CalendarEvent event) {
        return bookingId(event).equals(Optional.of(booking.id()))
                && Integer.toString(booking.generation())
                        .equals(event.privateProperties().get(GENERATION));
    }

    /** Whether this is the very event of a session's generation. */
    static boolean isOf(UUID sessionId, int generation, CalendarEvent event) {
        return readSession(event).equals(Optional.of(new SessionMarks(sessionId, generation)));
    }

    /** The booking an event claims to be of. Whether there is such a booking, only the book knows. */
    public static Optional<UUID> bookingId(CalendarEvent event) {
        return uuid(event, BOOKING_ID);
    }

    /** What an event that claims to be a session's tells of that. Only its id can prove the claim. */
    public static Optional<SessionMarks> readSession(CalendarEvent event) {
        return uuid(event, SESSION_ID)
                .flatMap(id -> number(event, GENERATION).map(generation -> new SessionMarks(id, generation)));
    }

    /** The session an event claims to be of, and which of its events it is. */
    public record SessionMarks(UUID sessionId, int generation) {}

    private static Optional<UUID> uuid(CalendarEvent event, String mark) {
        String id = event.privateProperties().get(mark);
        if (id == null || !event.privateProperties().containsKey(MERIDIAN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What an event that claims to be ours tells of its booking. Only its id can prove the claim. */
    public static Optional<Marks> read(CalendarEvent event) {
        return bookingId(event)
                .flatMap(bookingId -> number(event, GENERATION)
                        .map(generation -> new Marks(
                                bookingId,
                                generation,
                                number(event, BOOKING_VERSION).orElse(1),
                                event.privateProperties().get(SOURCE),
                                event.privateProperties().get(KEY_HASH),
                                event.privateProperties().get(SERVICE),
                                event.privateProperties().get(STAFF),
                                zone(event))));
    }

    /**
     * The marks of an event. Events written before a mark was introduced lack it.
     *
     * @param version the booking's version when the event was last written; 1 if it does not say
     * @param keyHash of the request that made the booking, see {@link BookingIds#keyHash}
     * @param timeZone the zone the time was said in
     */
    public record Marks(
            UUID bookingId,
            int generation,
            int version,
            @Nullable String source,
            @Nullable String keyHash,
            @Nullable String service,
            @Nullable String staff,
            @Nullable ZoneId timeZone) {}

    private static Optional<Integer> number(CalendarEvent event, String mark) {
        String text = event.privateProperties().get(mark);
        return text != null && text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static @Nullable ZoneId zone(CalendarEvent event) {
        String id = event.privateProperties().get(TIME_ZONE);
        try {
            return id == null ? null : ZoneId.of(id);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
