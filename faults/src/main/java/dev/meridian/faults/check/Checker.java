package dev.meridian.faults.check;

import static java.util.stream.Collectors.groupingBy;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Event;
import dev.meridian.faults.check.Evidence.Occupancy;
import dev.meridian.faults.check.Evidence.Published;
import dev.meridian.faults.check.Evidence.Recorded;
import dev.meridian.faults.check.Evidence.Request;
import dev.meridian.faults.check.Evidence.Transition;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.load.Command;
import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.load.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for what must not be. Holds its own opinion of the rules; nothing is asked of the code under test. */
public final class Checker {

    static final Set<String> HOLDS_SLOT =
            Set.of("HELD", "AWAITING_HOST", "WRITING", "CONFIRMED", "MOVING", "UNDOING", "PARKED");
    // A host who has to agree has a minute for that.
    private static final Set<String> UNDER_WAY =
            Set.of("HELD", "AWAITING_HOST", "WRITING", "MOVING", "UNDOING", "PARKED");
    private static final Map<String, Set<String>> WAYS = Map.of(
            "HELD", Set.of("AWAITING_HOST", "WRITING", "REFUSED", "CANCELLED", "EXPIRED"),
            "AWAITING_HOST", Set.of("WRITING", "DECLINED", "CANCELLED", "EXPIRED"),
            "WRITING", Set.of("CONFIRMED", "UNDOING", "PARKED", "REFUSED"),
            "CONFIRMED", Set.of("MOVING", "UNDOING", "CANCELLED"),
            "MOVING", Set.of("CONFIRMED", "UNDOING", "PARKED"),
            "UNDOING", Set.of("REFUSED", "DECLINED", "CANCELLED", "EXPIRED", "PARKED"),
            "PARKED", Set.of("WRITING", "UNDOING", "MOVING"));
    private static final Set<String> TAKES_HOLD = Set.of("BOOKED", "REQUESTED");
    private static final Set<Said> PROMISES = Set.of(Said.ACCEPTED, Said.BOOKED, Said.REQUESTED);
    private static final Map<Said, String> OUTCOMES = Map.of(
            Said.BOOKED, "BOOKED",
            Said.REQUESTED, "REQUESTED",
            Said.DECLINED, "CANCELLED",
            Said.ALREADY_DECIDED, "ALREADY_DECIDED",
            Said.SLOT_TAKEN, "SLOT_TAKEN",
            Said.NOT_ALLOWED, "NOT_ALLOWED",
            Said.EXPIRED, "EXPIRED",
            Said.CANCELLED, "CANCELLED",
            Said.HELD, "HELD");

    /** What a booking has been that is called so. One that nobody has seen yet is in progress, too. */
    private static final Map<String, Set<String>> CALLED = Map.of(
            "awaiting_host", Set.of("AWAITING_HOST"),
            "confirmed", Set.of("CONFIRMED"),
            "refused", Set.of("REFUSED"),
            "declined", Set.of("DECLINED"),
            "cancelled", Set.of("CANCELLED"),
            "expired", Set.of("EXPIRED"));

    private final Evidence evidence;
    private final Map<UUID, Booking> bookings;
    private final Map<Wish.Id, Request> requests;
    private final Ways ways;
    private final HostsWord hosts;
    private final List<Violation> found = new ArrayList<>();

    private Checker(Evidence evidence) {
        this.evidence = evidence;
        this.bookings = evidence.bookings().stream().collect(Collectors.toMap(Booking::id, Function.identity()));
        this.requests = evidence.requests().stream().collect(Collectors.toMap(Request::id, Function.identity()));
        this.ways = new Ways(evidence.transitions());
        this.hosts = new HostsWord(evidence, ways, this::report);
    }

    /** Everything that must not be; empty when all is well. */
    public static List<Violation> check(Evidence evidence) {
        Checker checker = new Checker(evidence);
        checker.noTwoBookingsShareATime();
        checker.everyEventIsOfOneBooking();
        checker.everyBookingHasItsEvent();
        checker.everythingEnds();
        checker.nothingIsLost();
        checker.bookingsGoOnlyTheirWays();
        checker.eventsTellWhatIs();
        checker.answersAreTrue();
        new Seats(evidence, checker.bookings, checker.ways, checker::report).check();
        checker.hosts.check();
        return checker.found;
    }

    private void report(Rule rule, String what) {
        found.add(new Violation(rule, what));
    }

    private void noTwoBookingsShareATime() {
        evidence.occupancies().stream().collect(groupingBy(Occupancy::resource)).forEach((resource, taken) -> {
            List<Occupancy> sorted = taken.stream()
                    .sorted(Comparator.comparing(Occupancy::start))
                    .toList();
            for (int n = 0; n < sorted.size(); n++) {
                for (int m = n + 1; m < sorted.size() && reaches(sorted.get(n), sorted.get(m)); m++) {
                    if (!areTogether(sorted.get(n).bookingId(), sorted.get(m).bookingId())) {
                        report(Rule.DOUBLE_BOOKING, resource + ": " + sorted.get(n) + " and " + sorted.get(m));
                    }
                }
            }
        });
        evidence.events().stream()
                .filter(event -> event.live() && event.owner() != null && !isTouched(event.id()))
                .collect(groupingBy(Event::calendar))
                .forEach((calendar, events) -> {
                    List<Event> sorted = events.stream()
                            .sorted(Comparator.comparing(event -> Objects.requireNonNull(event.start())))
                            .toList();
                    for (int n = 1; n < sorted.size(); n++) {
                        Event before = sorted.get(n - 1);
                        Event after = sorted.get(n);
                        if (!Objects.equals(before.owner(), after.owner())
                                && Objects.requireNonNull(after.start()).isBefore(before.end())) {
                            report(Rule.DOUBLE_BOOKING, calendar + ": " + before + " and " + after);
                        }
                    }
                });
    }

    /** Whether the earlier one takes some of the later one's time or of the free time that one of them asks for. */
    private static boolean reaches(Occupancy earlier, Occupancy later) {
        int apart = Math.max(earlier.bufferAfter(), later.bufferBefore());
        return later.start().isBefore(earlier.end().plus(Duration.ofMinutes(apart)));
    }

    private boolean areTogether(UUID one, UUID other) {
        Booking booking = bookings.get(one);
        Booking another = bookings.get(other);
        return one.equals(other)
                || (booking != null
                        && another != null
                        && booking.sessionId() != null
                        && booking.sessionId().equals(another.sessionId()));
    }

    private boolean isTouched(String eventId) {
        return evidence.touched().contains(eventId);
    }

    private void everyEventIsOfOneBooking() {
        Map<UUID, Event> standing = new HashMap<>();
        for (Event event : evidence.events()) {
            UUID id = event.bookingId();
            if (id == null || !event.live()) {
                continue;
            }
            Booking booking = bookings.get(id);
            if (booking == null || !HOLDS_SLOT.contains(booking.state())) {
                report(Rule.ORPHAN, event + ": its booking is " + (booking == null ? "unknown" : booking.state()));
            }
            Event other = standing.put(id, event);
            if (other != null) {
                report(Rule.ORPHAN, "two events for booking " + id + ": " + other.id() + " and " + event.id());
            }
        }
    }

    private void everyBookingHasItsEvent() {
        Map<String, Event> events =
                evidence.events().stream().collect(Collectors.toMap(Event::id, Function.identity(), (one, two) -> one));
        for (Booking booking : evidence.bookings()) {
            if (booking.state().equals("CONFIRMED") && evidence.removed().contains(booking.eventId())) {
                report(Rule.NOT_FOLLOWED, booking.toString());
            }
            if (!booking.state().equals("CONFIRMED") || isTouched(booking.eventId())) {
                continue;
            }
            Event event = events.get(booking.eventId());
            if (event == null
                    || !event.live()
                    || !isOf(event, booking)
                    || event.generation() != booking.generation()
                    || !event.calendar().equals(booking.calendar())
                    || !booking.start().equals(event.start())
                    || !booking.end().equals(event.end())) {
                report(Rule.MISSING_EVENT, booking + ": in the calendar stands " + event);
            }
            if (evidence.occupancies().stream().noneMatch(taken -> isOf(taken, booking))) {
                report(Rule.MISSING_EVENT, booking + ": its time is not taken");
            }
        }
    }

    private static boolean isOf(Event event, Booking booking) {
        return booking.sessionId() == null
                ? booking.id().equals(event.bookingId())
                : booking.sessionId().equals(event.sessionId())
                        && event.listed().contains(booking.id());
    }

    private static boolean isOf(Occupancy taken, Booking booking) {
        return taken.bookingId().equals(booking.id())
                && taken.resource().equals(booking.staff())
                && taken.start().equals(booking.start())
                && taken.end().equals(booking.end());
    }

    private void everythingEnds() {
        for (Wish wish : evidence.silent()) {
            report(Rule.UNFINISHED, wish.id() + ": was never answered; its request is " + requests.get(wish.id()));
        }
        for (Request request : evidence.requests()) {
            if (request.status() == null) {
                report(Rule.UNFINISHED, request + ": is open");
            }
        }
        for (Booking booking : evidence.bookings()) {
            if (UNDER_WAY.contains(booking.state())) {
                report(Rule.UNFINISHED, booking + ": is under way");
            }
        }
        if (evidence.unpublished() > 0) {
            report(Rule.UNFINISHED, evidence.unpublished() + " events wait in the outbox");
        }
    }

    private void nothingIsLost() {
        Set<String> aside = new HashSet<>(evidence.deadLetters());
        for (Recorded record : evidence.records()) {
            boolean known = record.id() != null && requests.containsKey(record.id());
            if (!known && !aside.contains(record.at())) {
                report(Rule.LOST, record.at() + ": request " + record.id() + " is neither stored nor a dead letter");
            }
            if (record.id() != null && aside.contains(record.at())) {
                report(
                        Rule.PUT_ASIDE,
                        record.at() + ": request " + record.id() + ", stored: " + requests.get(record.id()));
            }
        }
        for (Told told : evidence.told()) {
            if (PROMISES.contains(told.said())
                    && !requests.containsKey(told.wish().id())) {
                report(Rule.LOST, told.wish().id() + ": was told " + told.said() + " and is not known");
            }
        }
        Set<Wish.Id> asked =
                evidence.told().stream().map(told -> told.wish().id()).collect(Collectors.toSet());
        for (Request request : evidence.requests()) {
            if (!asked.contains(request.id())) {
                report(Rule.LOST, request + ": nobody asked for that");
            }
        }
    }

    private void bookingsGoOnlyTheirWays() {
        for (Transition step : evidence.transitions()) {
            String from = step.from();
            Integer before = step.epochBefore();
            if (from == null || before == null) {
                if (!step.to().equals("HELD")) {
                    report(Rule.FORBIDDEN_WAY, step + ": begins like that");
                }
                continue;
            }
            boolean stays = from.equals(step.to()) && !Ways.TERMINAL.contains(from);
            if (!stays && !WAYS.getOrDefault(from, Set.of()).contains(step.to())) {
                report(Rule.FORBIDDEN_WAY, step.toString());
            }
            if (step.epoch() < before) {
                report(Rule.FORBIDDEN_WAY, step + ": the epoch falls");
            }
        }
        for (Occupancy taken : evidence.occupancies()) {
            Booking booking = bookings.get(taken.bookingId());
            if (booking == null || !HOLDS_SLOT.contains(booking.state())) {
                report(Rule.FORBIDDEN_WAY, taken + ": is taken for a booking that is " + booking);
            }
        }
    }

    private void eventsTellWhatIs() {
        Map<String, Published> byId = new HashMap<>();
        Map<UUID, Set<String>> types = new HashMap<>();
        for (Published event : evidence.published()) {
            Published same = byId.putIfAbsent(event.ceId(), event);
            if (same != null && !same.equals(event)) {
                report(Rule.EVENTS, same + " and " + event + ": one id, two contents");
            }
            types.computeIfAbsent(event.bookingId(), id -> new HashSet<>()).add(event.type());
            Booking booking = bookings.get(event.bookingId());
            if (event.type().equals("BookingConfirmed") && booking == null) {
                report(Rule.EVENTS, event + ": there is no such booking");
            }
        }
        byId.values().stream()
                // A clash is told about a version, it makes none.
                .filter(event -> !event.type().equals("CalendarClashFound"))
                .collect(groupingBy(event -> event.bookingId() + " version " + event.version()))
                .forEach((which, events) -> {
                    if (events.size() > 1) {
                        report(Rule.EVENTS, which + ": told in several ways: " + events);
                    }
                });
        // A hold that had run out by then is not found.
        Set<UUID> wanted = evidence.requests().stream()
                .filter(request -> request.command().equals("RequestBooking") && !"NOT_FOUND".equals(request.status()))
                .map(Request::bookingId)
                .collect(Collectors.toSet());
        for (Booking booking : evidence.bookings()) {
            // Nobody is told of a hold that came to nothing.
            String expected = wanted.contains(booking.id()) ? event(booking.state()) : null;
            if (expected != null && !types.getOrDefault(booking.id(), Set.of()).contains(expected)) {
                report(Rule.EVENTS, booking + ": " + expected + " was never published");
            }
        }
    }

    private static @Nullable String event(String state) {
        return switch (state) {
            case "CONFIRMED" -> "BookingConfirmed";
            case "REFUSED" -> "BookingRefused";
            case "DECLINED" -> "BookingDeclined";
            case "EXPIRED" -> "BookingExpired";
            case "CANCELLED" -> "BookingCancelled";
            default -> null;
        };
    }

    private void answersAreTrue() {
        Map<Wish, List<Told>> byWish = evidence.told().stream().collect(groupingBy(Told::wish));
        Map<UUID, List<Wish>> later = byWish.keySet().stream()
                .filter(wish -> wish.command() == Command.MOVE || wish.command() == Command.CANCEL)
                .filter(wish -> wish.bookingId() != null)
                .collect(groupingBy(wish -> Objects.requireNonNull(wish.bookingId())));
        byWish.forEach((wish, told) -> {
            agree(wish, told);
            Request request = requests.get(wish.id());
            for (Told one : told) {
                isTrue(one, request);
            }
            if (wish.command() == Command.BOOK && request != null) {
                UUID id = request.bookingId();
                List<Wish> next = later.getOrDefault(id, List.of());
                if ("BOOKED".equals(request.status()) || hosts.agreed(id)) {
                    stands(wish, id, next, byWish);
                } else if ("REQUESTED".equals(request.status())) {
                    ends(wish, id, next, byWish);
                }
            }
        });
    }

    private void agree(Wish wish, List<Told> told) {
        Set<UUID> ids =
                told.stream().map(Told::bookingId).filter(Objects::nonNull).collect(Collectors.toSet());
        if (ids.size() > 1) {
            report(Rule.WRONG_ANSWER, wish.id() + ": was told of several bookings: " + ids);
        }
        Set<Said> definite =
                told.stream().map(Told::said).filter(Said::definite).collect(Collectors.toSet());
        if (definite.size() > 1) {
            report(Rule.WRONG_ANSWER, wish.id() + ": was told " + definite);
        }
    }

    private void isTrue(Told told, @Nullable Request request) {
        Said said = told.said();
        if (said == Said.NONSENSE) {
            report(Rule.WRONG_ANSWER, told.wish().id() + ": " + told.detail());
        }
        String expected = OUTCOMES.get(said);
        if (expected != null && (request == null || !expected.equals(request.status()))) {
            report(Rule.WRONG_ANSWER, told.wish().id() + ": was told " + said + ", and it is " + request);
        }
        isCalledTruly(told);
        if (said == Said.BOOKED && told.wish().afterStranger()) {
            report(Rule.WRONG_ANSWER, told.wish().id() + ": booked where somebody else's event stood before");
        }
        // Who shows a hold is told of the booking that it would become; if nothing comes of it, the request stands
        // alone.
        boolean settled = told.wish().holdToken() == null
                || (request != null && request.status() != null && TAKES_HOLD.contains(request.status()));
        if (settled
                && told.bookingId() != null
                && request != null
                && !told.bookingId().equals(request.bookingId())) {
            report(
                    Rule.WRONG_ANSWER,
                    told.wish().id() + ": was told of " + told.bookingId() + ", and it is " + request);
        }
    }

    /** Whether a booking has been what it was called. */
    private void isCalledTruly(Told told) {
        UUID id = told.bookingId();
        Set<String> called = told.status() == null ? null : CALLED.get(told.status());
        if (id != null && called != null && !ways.hasBeen(id, called, told.at())) {
            report(
                    Rule.WRONG_ANSWER,
                    told.wish().id() + ": was told that " + id + " is " + told.status() + ", and it went "
                            + ways.of(id));
        }
    }

    /** Whether a booking that its host did not agree to ended as its caller was told. */
    private void ends(Wish wish, UUID id, List<Wish> later, Map<Wish, List<Told>> told) {
        Booking booking = bookings.get(id);
        if (booking == null) {
            report(Rule.LOST, wish.id() + ": its booking " + id + " is not there");
            return;
        }
        Set<Said> cancels = said(later, Command.CANCEL, told);
        boolean mayBeCancelled = maybe(cancels, Said.CANCELLED);
        boolean mayWait = !cancels.contains(Said.CANCELLED);
        if (booking.state().equals("CANCELLED")
                ? !mayBeCancelled
                : !mayWait && !Ways.TERMINAL.contains(booking.state())) {
            report(
                    Rule.WRONG_ANSWER,
                    wish.id() + ": waits for its host, cancelling said " + cancels + ", and it is " + booking);
        }
    }

    /** Whether a booking is what its caller was told last. */
    private void stands(Wish wish, UUID id, List<Wish> later, Map<Wish, List<Told>> told) {
        Booking booking = bookings.get(id);
        if (booking == null) {
            report(Rule.LOST, wish.id() + ": its booking " + id + " is not there");
            return;
        }
        boolean touched = isTouched(booking.eventId());
        Set<Said> cancels = said(later, Command.CANCEL, told);
        Set<Said> moves = said(later, Command.MOVE, told);
        boolean mayBeCancelled = touched || maybe(cancels, Said.CANCELLED);
        boolean mayStand = !cancels.contains(Said.CANCELLED);
        boolean ends = booking.state().equals("CANCELLED");
        if (ends ? !mayBeCancelled : !mayStand || !booking.state().equals("CONFIRMED")) {
            report(Rule.WRONG_ANSWER, wish.id() + ": is booked, cancelling said " + cancels + ", and it is " + booking);
        }
        if (touched || ends) {
            return;
        }
        Stream<Instant> starts = Stream.concat(
                moves.contains(Said.BOOKED) ? Stream.empty() : Stream.of(wish.start()),
                later.stream()
                        .filter(next -> next.command() == Command.MOVE && maybe(moves, Said.BOOKED))
                        .map(Wish::start));
        if (starts.noneMatch(booking.start()::equals)) {
            report(
                    Rule.WRONG_ANSWER,
                    wish.id() + ": wanted " + wish.start() + ", moving said " + moves + ", and it is " + booking);
        }
    }

    private static Set<Said> said(List<Wish> wishes, Command command, Map<Wish, List<Told>> told) {
        return wishes.stream()
                .filter(wish -> wish.command() == command)
                .flatMap(wish -> told.getOrDefault(wish, List.of()).stream())
                .map(Told::said)
                .collect(Collectors.toSet());
    }

    /** Whether it was said, or nothing that excludes it. */
    private static boolean maybe(Set<Said> said, Said what) {
        return said.contains(what) || (!said.isEmpty() && said.stream().noneMatch(Said::definite));
    }
}
