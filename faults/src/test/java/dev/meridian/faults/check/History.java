package dev.meridian.faults.check;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Event;
import dev.meridian.faults.check.Evidence.Occupancy;
import dev.meridian.faults.check.Evidence.Published;
import dev.meridian.faults.check.Evidence.Recorded;
import dev.meridian.faults.check.Evidence.Request;
import dev.meridian.faults.check.Evidence.Seat;
import dev.meridian.faults.check.Evidence.Session;
import dev.meridian.faults.check.Evidence.Transition;
import dev.meridian.faults.load.Channel;
import dev.meridian.faults.load.Command;
import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.load.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run left, still open to change. */
final class History {

    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final Instant END = START.plus(Duration.ofMinutes(15));
    static final String HOST = "host-00";
    static final String CALENDAR = "host-00@faults.example";

    final List<Told> told = new ArrayList<>();
    final List<Wish> silent = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<Booking> bookings = new ArrayList<>();
    final List<Occupancy> occupancies = new ArrayList<>();
    final List<Session> sessions = new ArrayList<>();
    final List<Seat> seats = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Recorded> records = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();
    final List<Published> published = new ArrayList<>();
    final Set<String> touched = new HashSet<>();
    final Set<String> removed = new HashSet<>();
    long unpublished;

    List<Violation> violations() {
        return Checker.check(new Evidence(
                told,
                silent,
                requests,
                bookings,
                occupancies,
                sessions,
                seats,
                transitions,
                unpublished,
                events,
                records,
                deadLetters,
                published,
                touched,
                removed));
    }

    /** A booking went through these states, one each second from then on, and through no other. */
    void went(int number, Instant from, String... states) {
        transitions.removeIf(step -> step.bookingId().equals(id(number)));
        String before = null;
        Integer epoch = null;
        for (int n = 0; n < states.length; n++) {
            transitions.add(new Transition(id(number), before, states[n], epoch, 1, from.plusSeconds(n)));
            before = states[n];
            epoch = 1;
        }
    }

    static UUID id(int number) {
        return new UUID(0, number);
    }

    static Wish wish(int number, boolean afterStranger) {
        return new Wish(number, Command.BOOK, Channel.REST, "wish-" + number, HOST, START, null, null, afterStranger);
    }

    static Wish wish(int number, String host) {
        return new Wish(number, Command.BOOK, Channel.REST, "wish-" + number, host, START, null, null, false);
    }

    /** What is wanted of a booking by now. */
    static Wish wish(int booking, String host, Command command) {
        return new Wish(
                booking,
                command,
                Channel.REST,
                "wish-" + booking + "/" + command,
                host,
                START,
                id(booking),
                null,
                false);
    }

    static Told told(Wish wish, Said said, @Nullable UUID booking) {
        return told(wish, said, booking, null);
    }

    /** Told some time later, and what the booking was called. */
    static Told told(Wish wish, Said said, @Nullable UUID booking, @Nullable String status) {
        return new Told(wish, "gateway-1", START, START.plusSeconds(60), said, booking, status, null, "-");
    }

    static Booking booking(int number, String state) {
        return booking(number, state, HOST);
    }

    static Booking booking(int number, String state, String host) {
        return new Booking(
                id(number), state, 1, host + "@faults.example", "event-" + number, 1, host, START, END, null);
    }

    static Request request(int number, @Nullable String status) {
        return new Request(wish(number, false).id(), "RequestBooking", id(number), status);
    }

    static Event event(int number) {
        return event(number, HOST);
    }

    static Event event(int number, String host) {
        return new Event(host + "@faults.example", "event-" + number, true, START, END, id(number), null, Set.of(), 1);
    }

    static Event event(String eventId, Instant start, Instant end, int number) {
        return new Event(CALENDAR, eventId, true, start, end, id(number), null, Set.of(), 1);
    }

    /** One caller is booked, one was too late for the same slot, and poison was put aside. */
    static History well() {
        History history = new History();
        history.told.add(told(wish(1, false), Said.PENDING, id(1)));
        history.told.add(told(wish(1, false), Said.BOOKED, id(1)));
        history.told.add(told(wish(2, false), Said.SLOT_TAKEN, null));
        history.requests.add(request(1, "BOOKED"));
        history.requests.add(request(2, "SLOT_TAKEN"));
        history.bookings.add(booking(1, "CONFIRMED"));
        history.occupancies.add(new Occupancy(id(1), HOST, START, END, 0, 10));
        history.transitions.add(new Transition(id(1), null, "HELD", null, 1, START));
        history.transitions.add(new Transition(id(1), "HELD", "WRITING", 1, 1, START));
        history.transitions.add(new Transition(id(1), "WRITING", "WRITING", 1, 2, START));
        history.transitions.add(new Transition(id(1), "WRITING", "CONFIRMED", 2, 2, START));
        history.events.add(event(1));
        history.events.add(new Event(CALENDAR, "private", true, START, END, null, null, Set.of(), 0));
        history.records.add(new Recorded("t-0@0", wish(1, false).id()));
        history.records.add(new Recorded("t-0@1", wish(2, false).id()));
        history.records.add(new Recorded("t-0@2", null));
        history.deadLetters.add("t-0@2");
        history.published.add(new Published("a", "BookingConfirmed", id(1), 1, 7));
        history.published.add(new Published("a", "BookingConfirmed", id(1), 1, 7));
        history.published.add(new Published("b", "BookingRefused", id(2), 1, 8));
        return history;
    }
}
