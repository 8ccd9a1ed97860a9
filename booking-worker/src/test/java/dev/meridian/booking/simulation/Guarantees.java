package dev.meridian.booking.simulation;

import dev.meridian.booking.simulation.Book.Memo;
import dev.meridian.booking.simulation.Book.Note;
import dev.meridian.booking.simulation.Book.Row;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.request.Commands;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.calendars.CalendarEvent;
import dev.meridian.schema.booking.CalendarClashFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** What Meridian promises, each as a check that names what it found against it. */
final class Guarantees {

    private static final Set<String> TERMINAL = Set.of("REFUSED", "DECLINED", "CANCELLED", "EXPIRED");

    private static final Map<BookingState, Set<String>> LAST_EVENTS = Map.of(
            BookingState.CONFIRMED, Set.of("BookingConfirmed", "BookingRescheduled"),
            BookingState.REFUSED, Set.of("BookingRefused"),
            BookingState.DECLINED, Set.of("BookingDeclined"),
            BookingState.EXPIRED, Set.of("BookingExpired"),
            BookingState.CANCELLED, Set.of("BookingCancelled", "BookingRefused"));

    private static final Set<BookingState> WAITS = Set.of(BookingState.HELD, BookingState.AWAITING_HOST);

    /** How a request to decide on a booking ends if it was the one that counted. */
    private static final Set<String> COUNTED = Set.of("BOOKED", "SLOT_TAKEN", "CANCELLED");

    private static final Pattern LISTED = Pattern.compile("\\(booking ([0-9a-f-]{36})\\)");

    private Guarantees() {}

    /** A booking goes only where it may go, in its time, never leaves an end, and its epoch never falls. */
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
        if (WAITS.stream().anyMatch(note::left)
                && note.late() != note.entered(BookingState.EXPIRED)
                && (note.entered(BookingState.WRITING) || note.entered(BookingState.EXPIRED))) {
            found.add(note.booking() + ": " + note.before() + " became " + note.after()
                    + (note.late() ? " after" : " before") + " its time was over");
        }
        if (note.epoch() < note.epochBefore()) {
            found.add(note.booking() + ": its epoch fell");
        }
        return found;
    }

    /**
     * One event for each confirmed booking, at its time, and a single one for all who share it, which lists them and nobody else; none
     * for any other. What humans wrote stays.
     *
     * @param excused whether a human has done to a booking's event what is not to be answered for
     */
    static List<String> calendar(List<Row> bookings, SimulatedCalendar calendar, Predicate<Row> excused) {
        List<String> found = new ArrayList<>();
        Map<String, List<Row>> byEvent = bookings.stream().collect(Collectors.groupingBy(Row::eventId));
        Set<String> standing = new HashSet<>();
        for (CalendarEvent event : calendar.ours()) {
            standing.add(event.id());
            List<Row> owners = byEvent.getOrDefault(event.id(), List.of());
            List<Row> confirmed = confirmed(owners);
            if (owners.isEmpty()) {
                found.add("calendar: " + event.id() + " is of no booking");
            } else if (confirmed.isEmpty()) {
                found.add(owners.getFirst().id() + ": " + owners.getFirst().state() + ", and its event stands");
            }
            for (Row booking : confirmed) {
                if (!excused.test(booking)
                        && !(booking.start().equals(event.start())
                                && booking.end().equals(event.end()))) {
                    found.add(booking.id() + ": booked at " + booking.start() + ", its event is at " + event.start());
                }
            }
            if (!calendar.keepsWords(event)) {
                found.add("calendar: " + event.id() + " tells " + event.summary() + ", " + event.description()
                        + " (expected: also what a human has written)");
            }
            if (confirmed.stream().anyMatch(booking -> booking.session() != null)) {
                found.addAll(listed(event, confirmed));
            }
        }
        for (Row booking : confirmed(bookings)) {
            if (!standing.contains(booking.eventId()) && !excused.test(booking)) {
                found.add(booking.id() + ": CONFIRMED, and there is no event");
            }
        }
        return found;
    }

    private static List<String> listed(CalendarEvent event, List<Row> seated) {
        String description = event.description();
        Set<UUID> listed = LISTED.matcher(description == null ? "" : description)
                .results()
                .map(line -> UUID.fromString(line.group(1)))
                .collect(Collectors.toSet());
        Set<UUID> expected = seated.stream().map(Row::id).collect(Collectors.toSet());
        return listed.equals(expected)
                ? List.of()
                : List.of("calendar: " + event.id() + " lists " + listed + " (expected: " + expected + ")");
    }

    /** Whether an event is of a session that has another one by now: it is on its way out, and takes nobody's time. */
    static boolean isLeft(CalendarEvent event, Book book) {
        String session = event.privateProperties().get("sessionId");
        return session != null
                && book.count("sessions where id = '" + session + "' and generation > "
                                + event.privateProperties().get("generation"))
                        > 0;
    }

    /** Nobody loses an appointment, or does not get one, for an event that no human has touched. */
    static List<String> removals(List<Row> bookings, SimulatedCalendar calendar) {
        return bookings.stream()
                .filter(booking -> booking.state().terminal() && "removed_in_calendar".equals(booking.reason()))
                .filter(booking -> !calendar.touched(booking.eventId()))
                .map(booking -> booking.id() + ": " + booking.state() + ", and nobody had removed its event")
                .toList();
    }

    /** No two live occupancies overlap, and those who hold a slot are those who have one. */
    static List<String> book(Book book) {
        List<String> found = new ArrayList<>();
        if (book.count(
                        "occupancies a join occupancies b on a.resource_id = b.resource_id and a.booking_id <> b.booking_id"
                                + " and a.live and b.live and a.slot && b.slot"
                                + " join bookings x on x.id = a.booking_id join bookings y on y.id = b.booking_id"
                                + " where x.session_id is null or x.session_id is distinct from y.session_id")
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

    /**
     * No session has more seats than there are; whoever is booked has one, at its time and under its one event; and nobody else has
     * any.
     */
    static List<String> seats(List<Row> bookings, Book book) {
        List<String> found = new ArrayList<>();
        if (book.count("oversold") > 0) {
            found.add("seats: more than " + Offer.SEATS + " of one session were sold");
        }
        if (book.count("seats t join bookings b on b.id = t.booking_id where t.live and (b.state <> 'CONFIRMED'"
                        + " or b.session_id is distinct from t.session_id or b.generation <> t.generation)")
                > 0) {
            found.add("seats: one is taken by nobody who needs it");
        }
        if (book.count(
                        "bookings b join sessions s on s.id = b.session_id where b.state = 'CONFIRMED' and (b.event_id <>"
                                + " s.event_id or b.generation <> s.generation or b.starts_at <> s.starts_at or b.ends_at <> s.ends_at)")
                > 0) {
            found.add("sessions: a confirmed booking has another event or another time than its session");
        }
        for (Row booking : confirmed(bookings)) {
            long seats = book.count("seats where live and booking_id = '" + booking.id() + "'");
            boolean shared = Offer.isShared(booking.service());
            if (shared != (booking.session() != null) || seats != (shared ? 1 : 0)) {
                found.add(booking.id() + ": " + booking.service() + " in session " + booking.session() + " with "
                        + seats + " seats");
            }
        }
        return found;
    }

    /**
     * Whoever waits for the host stops waiting once, by the host's word, a cancel or the time; one word counts, the one that was
     * followed; and nothing that needs it is booked without.
     */
    static List<String> words(List<Row> bookings, Book book) {
        List<String> found = new ArrayList<>();
        Map<UUID, List<String>> ends = new HashMap<>();
        for (Note note : book.notesAfter(0)) {
            if (note.entered(BookingState.AWAITING_HOST)) {
                ends.putIfAbsent(note.booking(), new ArrayList<>());
            } else if (note.left(BookingState.AWAITING_HOST)) {
                ends.computeIfAbsent(note.booking(), id -> new ArrayList<>()).add(note.after());
            }
        }
        List<Memo> memos = book.requests();
        Map<UUID, List<String>> words = memos.stream()
                .filter(memo -> memo.command().equals(Commands.DECIDE_BOOKING) && COUNTED.contains(memo.status()))
                .collect(Collectors.groupingBy(Memo::bookingId, Collectors.mapping(Memo::status, Collectors.toList())));
        ends.forEach((booking, ways) -> {
            List<String> counted = words.getOrDefault(booking, List.of());
            boolean followed = switch (String.join(" and ", ways)) {
                // Also without an outcome of that kind, if it was cancelled before it was booked.
                case "WRITING" -> counted.size() <= 1 && !counted.contains("CANCELLED");
                case "DECLINED" -> counted.equals(List.of("CANCELLED"));
                case "CANCELLED", "EXPIRED" -> counted.isEmpty();
                default -> false;
            };
            if (!followed) {
                found.add(booking + ": waited for its host and became " + ways + ", words that counted: " + counted);
            }
        });
        memos.stream()
                .filter(memo -> memo.status().equals("REQUESTED") && !ends.containsKey(memo.bookingId()))
                .forEach(memo -> found.add(memo.bookingId() + ": REQUESTED, but never waited for its host"));
        confirmed(bookings).stream()
                .filter(booking -> Offer.asksHost(booking.service()) && !ends.containsKey(booking.id()))
                .forEach(booking -> found.add(booking.id() + ": CONFIRMED, and its host was not asked"));
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
        for (Row booking : confirmed(book.bookings())) {
            if (!booked.contains(booking.id())) {
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
            if (event instanceof CalendarClashFound) {
                // No change of the booking.
                continue;
            }
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
        return leftOver(book).isEmpty();
    }

    static List<String> leftOver(Book book) {
        List<String> found = new ArrayList<>();
        if (book.count("bookings where state not in ('CONFIRMED', 'REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED')")
                > 0) {
            found.add("bookings: some are under way for ever");
        }
        if (book.count("sessions where changes_shown < changes") > 0) {
            found.add("sessions: what was left for others is left for ever");
        }
        // What is disputed is looked at again for as long as it is.
        if (book.count("calendar_syncs where attempts > 0") > 0
                || book.count("calendar_rechecks r where not exists (select from clashes c"
                                + " where c.event_id = r.event_id and c.resolved_at is null)")
                        > 0) {
            found.add("calendar: it is not looked through for ever");
        }
        return found;
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

    private static List<Row> confirmed(List<Row> bookings) {
        return bookings.stream()
                .filter(booking -> booking.state() == BookingState.CONFIRMED)
                .toList();
    }

    private static String name(SpecificRecord event) {
        return event.getSchema().getName();
    }
}
