package dev.meridian.faults.check;

import static java.util.stream.Collectors.groupingBy;

import dev.meridian.faults.check.Evidence.Booking;
import dev.meridian.faults.check.Evidence.Event;
import dev.meridian.faults.check.Evidence.Seat;
import dev.meridian.faults.check.Evidence.Session;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.check.Ways.Span;
import dev.meridian.faults.process.Catalogue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Those who share a session: never more than there are seats, each with a seat of his own, and one event for all that lists them
 * and nobody else.
 */
final class Seats {

    private final Evidence evidence;
    private final Map<UUID, Booking> bookings;
    private final Ways ways;
    private final BiConsumer<Rule, String> report;

    Seats(Evidence evidence, Map<UUID, Booking> bookings, Ways ways, BiConsumer<Rule, String> report) {
        this.evidence = evidence;
        this.bookings = bookings;
        this.ways = ways;
        this.report = report;
    }

    void check() {
        noMoreAreTakenThanThereAre();
        noMoreWereTakenAtAnyTime();
        everySeatIsOfOneBooking();
        everyBookingHasItsSeat();
        everySessionHasOneEvent();
    }

    private void noMoreAreTakenThanThereAre() {
        evidence.seats().stream().collect(groupingBy(Seat::sessionId)).forEach((session, taken) -> {
            long different = taken.stream().map(Seat::number).distinct().count();
            if (taken.size() > Catalogue.SEATS || different < taken.size()) {
                report.accept(Rule.SEATS, "session " + session + ": " + taken);
            }
        });
    }

    /** Also in between, when nobody looked. Whoever moved had two seats for a while, and is left out. */
    private void noMoreWereTakenAtAnyTime() {
        evidence.bookings().stream()
                .filter(booking -> booking.sessionId() != null && !ways.hasBeen(booking.id(), Set.of("MOVING")))
                .collect(groupingBy(booking -> Objects.requireNonNull(booking.sessionId())))
                .forEach((session, shared) -> {
                    List<Span> spans = shared.stream()
                            .flatMap(booking -> ways.taken(booking.id()).stream())
                            .toList();
                    for (Span span : spans) {
                        long taken = spans.stream()
                                .filter(other -> other.contains(span.from()))
                                .count();
                        if (taken > Catalogue.SEATS) {
                            report.accept(
                                    Rule.SEATS, "session " + session + ": " + taken + " were taken at " + span.from());
                        }
                    }
                });
    }

    private void everySeatIsOfOneBooking() {
        Set<UUID> seated = new HashSet<>();
        for (Seat seat : evidence.seats()) {
            Booking booking = bookings.get(seat.bookingId());
            if (booking == null
                    || !Checker.HOLDS_SLOT.contains(booking.state())
                    || !seat.sessionId().equals(booking.sessionId())
                    || !seated.add(booking.id())) {
                report.accept(Rule.SEATS, seat + ": is taken for a booking that is " + booking);
            }
        }
    }

    private void everyBookingHasItsSeat() {
        Set<UUID> seated = evidence.seats().stream().map(Seat::bookingId).collect(Collectors.toSet());
        for (Booking booking : evidence.bookings()) {
            boolean shares = booking.sessionId() != null || Catalogue.takesGroups(booking.staff());
            if (shares && Checker.HOLDS_SLOT.contains(booking.state()) && !seated.contains(booking.id())) {
                report.accept(Rule.SEATS, booking + ": has no seat");
            }
        }
    }

    private void everySessionHasOneEvent() {
        Map<UUID, Session> sessions =
                evidence.sessions().stream().collect(Collectors.toMap(Session::id, Function.identity()));
        Set<UUID> standing = new HashSet<>();
        for (Event event : evidence.events()) {
            UUID id = event.sessionId();
            if (id == null || !event.live()) {
                continue;
            }
            Session session = sessions.get(id);
            if (session == null || !isOf(event, session)) {
                report.accept(Rule.ORPHAN, event + ": its session is " + session);
            }
            if (!standing.add(id)) {
                report.accept(Rule.ORPHAN, event + ": a second event for its session");
            }
            listsWhoComes(event);
        }
    }

    private static boolean isOf(Event event, Session session) {
        return event.id().equals(session.eventId())
                && event.generation() == session.generation()
                && event.calendar().equals(session.calendar());
    }

    private void listsWhoComes(Event event) {
        Set<UUID> coming = evidence.bookings().stream()
                .filter(booking ->
                        booking.state().equals("CONFIRMED") && booking.eventId().equals(event.id()))
                .map(Booking::id)
                .collect(Collectors.toSet());
        if (coming.isEmpty()) {
            report.accept(Rule.ORPHAN, event + ": nobody comes");
        } else if (!event.listed().equals(coming)) {
            report.accept(Rule.SEATS, event + ": those who come are " + coming);
        }
    }
}
