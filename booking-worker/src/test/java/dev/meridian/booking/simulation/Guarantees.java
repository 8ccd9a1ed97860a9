package dev.meridian.booking.simulation;

import dev.meridian.booking.simulation.Book.Memo;
import dev.meridian.booking.simulation.Book.Note;
import dev.meridian.booking.simulation.Book.Row;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.calendars.CalendarEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** What Meridian promises, each as a check that names what it found against it. */
final class Guarantees {

    private static final Set<String> TERMINAL = Set.of("REFUSED", "DECLINED", "CANCELLED", "EXPIRED");

    private static final Map<BookingState, Set<String>> LAST_EVENTS = Map.of(
            BookingState.CONFIRMED, Set.of("BookingConfirmed", "BookingRescheduled"),
            BookingState.REFUSED, Set.of("BookingRefused"),
            BookingState.EXPIRED, Set.of("BookingExpired"),
            BookingState.CANCELLED, Set.of("BookingCancelled", "BookingRefused"));

    private Guarantees() {}

    /** A booking goes only where it may go, never leaves an end, and its epoch never falls. */
    static List<String> ways(Note note) {
        List<String> found = new ArrayList<>();
        boolean stays = note.before().equals(note.after());
        if (TERMINAL.contains(note.before())) {
            found.add(note.booking() + ": left " + note.before() + " for " + note.after());
        } else if (!note.before().isEmpty()
                && !stays
                && !BookingState.valueOf(note.before()).mayBecome(BookingState.valueOf(note.after()))) {
            found.add(note.booking() + ": " + note.before() + " became " + note.after());
        }
        if (note.epoch() < note.epochBefore()) {
            found.add(note.booking() + ": its epoch fell");
        }
        return found;
    }

    /** One event for each confirmed booking, at its time; none for any other. */
    static List<String> calendar(List<Row> bookings, SimulatedCalendar calendar) {
        List<String> found = new ArrayList<>();
        Map<String, Row> byEvent = bookings.stream().collect(Collectors.toMap(Row::eventId, Function.identity()));
        Set<String> standing = new HashSet<>();
        for (CalendarEvent event : calendar.ours()) {
            standing.add(event.id());
            Row booking = byEvent.get(event.id());
            if (booking == null) {
                found.add("calendar: " + event.id() + " is of no booking");
            } else if (booking.state() != BookingState.CONFIRMED) {
                found.add(booking.id() + ": " + booking.state() + ", and its event stands");
            } else if (!calendar.touched(event.id())
                    && !(booking.start().equals(event.start()) && booking.end().equals(event.end()))) {
                found.add(booking.id() + ": booked at " + booking.start() + ", its event is at " + event.start());
            }
        }
        for (Row booking : bookings) {
            if (booking.state() == BookingState.CONFIRMED
                    && !standing.contains(booking.eventId())
                    && !calendar.touched(booking.eventId())) {
                found.add(booking.id() + ": CONFIRMED, and there is no event");
            }
        }
        return found;
    }

    /** No two live occupancies overlap, and those who hold a slot are those who have one. */
    static List<String> book(Book book) {
        List<String> found = new ArrayList<>();
        if (book.count(
                        "occupancies a join occupancies b on a.resource_id = b.resource_id and a.booking_id <> b.booking_id"
                                + " and a.live and b.live and a.slot && b.slot")
                > 0) {
            found.add("occupancies: two overlap");
        }
        if (book.count("bookings b where state = 'CONFIRMED' and (select count(*) from occupancies o"
                        + " where o.booking_id = b.id and live and slot = tstzrange(b.starts_at, b.ends_at)) <> 1")
                > 0) {
            found.add("occupancies: a confirmed booking does not hold its slot");
        }
        if (book.count("occupancies o join bookings b on b.id = o.booking_id where live"
                        + " and (state <> 'CONFIRMED' or slot <> tstzrange(b.starts_at, b.ends_at))")
                > 0) {
            found.add("occupancies: a slot is held by nobody who needs it");
        }
        if (book.count("waiters") > 0) {
            found.add("waiters: somebody still waits");
        }
        return found;
    }

    /** Whatever was asked is decided, once, and as its booking says. */
    static List<String> requests(List<RequestKey> asked, Book book) {
        List<String> found = new ArrayList<>();
        Map<RequestKey, Memo> memos = new HashMap<>();
        book.requests().forEach(memo -> memos.put(new RequestKey(memo.source(), memo.key()), memo));
        for (RequestKey key : asked) {
            Memo memo = memos.get(key);
            if (memo == null || memo.status().isEmpty()) {
                found.add(key + ": was never decided");
            } else if (memo.status().equals("BOOKED") && !book.wasConfirmed(memo.bookingId())) {
                found.add(key + ": BOOKED, but never confirmed");
            }
        }
        if (book.count("decided_twice") > 0) {
            found.add("requests: an outcome was changed");
        }
        Set<UUID> booked = memos.values().stream()
                .filter(memo -> memo.status().equals("BOOKED"))
                .map(Memo::bookingId)
                .collect(Collectors.toSet());
        for (Row booking : book.bookings()) {
            if (booking.state() == BookingState.CONFIRMED && !booked.contains(booking.id())) {
                found.add(booking.id() + ": CONFIRMED, and nobody was told");
            }
        }
        return found;
    }

    /** One event for each version of a booking, in order, the last one as the booking is. */
    static List<String> events(List<Row> bookings, List<SpecificRecord> events) {
        List<String> found = new ArrayList<>();
        Map<UUID, Map<Integer, SpecificRecord>> versions = new LinkedHashMap<>();
        for (SpecificRecord event : events) {
            UUID booking =
                    (UUID) event.get(event.getSchema().getField("bookingId").pos());
            int version =
                    (Integer) event.get(event.getSchema().getField("version").pos());
            Map<Integer, SpecificRecord> known = versions.computeIfAbsent(booking, id -> new TreeMap<>());
            SpecificRecord other = known.putIfAbsent(version, event);
            if (other != null && !other.equals(event)) {
                found.add(booking + ": two events of version " + version + ": " + name(other) + ", " + name(event));
            }
        }
        for (Row booking : bookings) {
            Map<Integer, SpecificRecord> known = versions.getOrDefault(booking.id(), Map.of());
            if (booking.kept()) {
                // Was never anybody's booking.
                if (!known.isEmpty()) {
                    found.add(booking.id() + ": only kept, and told of");
                }
                continue;
            }
            SpecificRecord last = known.get(booking.version());
            if (last == null
                    || !LAST_EVENTS.getOrDefault(booking.state(), Set.of()).contains(name(last))) {
                found.add(booking.id() + ": " + booking.state() + " in version " + booking.version() + ", told: "
                        + known.values().stream().map(Guarantees::name).toList());
            }
        }
        return found;
    }

    /** Whether nobody has anything left to do. */
    static boolean atRest(Book book) {
        return book.count("bookings where state not in ('CONFIRMED', 'REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED')")
                == 0;
    }

    static List<String> leftOver(Book book) {
        return atRest(book) ? List.of() : List.of("bookings: some are under way for ever");
    }

    /** What a sweeper would do that takes WRITING for a state one can run out of time in. */
    static void expireWriting(Book book) {
        book.unseen("with gone as (update bookings set state = 'EXPIRED' where state = 'WRITING'"
                + " and hold_until <= meridian_now() returning id),"
                + " freed as (update occupancies set live = false where booking_id in (select id from gone))"
                + " update requests set state = 'DECIDED', outcome = '{\"status\": \"EXPIRED\", \"repeated\": false}',"
                + " decided_at = meridian_now() where booking_id in (select id from gone) and state = 'OPEN'");
    }

    /** How often what became of requests and bookings. */
    static Map<String, Integer> outcomes(Book book) {
        Map<String, Integer> counts = new TreeMap<>();
        book.requests().forEach(memo -> counts.merge(memo.command() + " " + memo.status(), 1, Integer::sum));
        book.notesAfter(0).stream()
                .filter(note -> !note.before().equals(note.after()))
                .forEach(note -> counts.merge("to " + note.after(), 1, Integer::sum));
        return counts;
    }

    private static String name(SpecificRecord event) {
        return event.getSchema().getName();
    }
}
