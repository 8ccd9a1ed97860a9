package dev.meridian.booking.decision;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.LostBooking;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.bookings.request.Commands;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.session.Session;
import dev.meridian.scheduling.time.TimeRange;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes down how a booking, or a move of it, was decided: its state, the slot, the memo of every request that waits for it, and
 * the event, all in the caller's transaction. Empty when somebody else was faster. Whoever calls this tells the waiters and wakes the relay
 * after the commit.
 */
public final class Decisions {

    /** Who asked for the booking, and the host who agreed to it. */
    private static final List<String> WISHES = List.of(Commands.REQUEST_BOOKING, Commands.DECIDE_BOOKING);

    private final Bookings bookings;
    private final Occupancies occupancies;
    private final Seating seating;
    private final Requests requests;
    private final Outbox outbox;
    private final BookingEventsPublisher events;

    public Decisions(
            Bookings bookings,
            Occupancies occupancies,
            Seating seating,
            Requests requests,
            Outbox outbox,
            BookingEventsPublisher events) {
        this.bookings = bookings;
        this.occupancies = occupancies;
        this.seating = seating;
        this.requests = requests;
        this.outbox = outbox;
        this.events = events;
    }

    /** The event stands. */
    public Mono<Conclusion> confirm(Booking seen, Change change) {
        return bookings.advance(seen, BookingState.CONFIRMED, change)
                .flatMap(booking -> decided(booking, WISHES, Outcome.booked(booking.id()))
                        .flatMap(decided -> publish(events.confirmed(booking), booking, decided)));
    }

    /**
     * The host said no to a booking that waited for it. Who asked for the booking has been told that it waits, and learns this
     * from the event.
     */
    public Mono<Conclusion> decline(Booking seen, @Nullable String note) {
        Outcome outcome = Outcome.ended(Outcome.Status.CANCELLED, seen.id(), null);
        return bookings.advance(seen, BookingState.DECLINED, Change.because("declined"))
                .flatMap(booking -> Mono.justOrEmpty(note)
                        .flatMap(words -> bookings.noteDecline(booking.id(), words))
                        .then(occupancies.free(booking.id()))
                        .then(seating.free(booking))
                        .then(decided(booking, Commands.DECIDE_BOOKING, outcome))
                        .flatMap(decided -> publish(events.declined(booking, note), booking, decided)));
    }

    /** The event stands at its new time: the old one is given back. */
    public Mono<Conclusion> moved(Booking seen, Change change) {
        TimeRange previous = seen.slot();
        return bookings.advance(seen, BookingState.CONFIRMED, change.asPublished())
                .flatMap(arrived -> seating.arrive(arrived, seen))
                .flatMap(booking -> occupancies
                        .free(booking.id(), previous)
                        .then(decided(booking, Commands.RESCHEDULE_BOOKING, Outcome.booked(booking.id())))
                        .flatMap(decided -> publish(
                                events.rescheduled(booking, previous, asker(decided, booking)), booking, decided)));
    }

    /** The event stands where it stood before a move that was given up: the new time is given back, the public hears nothing. */
    public Mono<Conclusion> stayed(Booking seen, Change change, String reason) {
        TimeRange notReached = Objects.requireNonNull(seen.move(), "move").slot();
        Outcome outcome = Outcome.ended(Outcome.Status.SLOT_TAKEN, seen.id(), reason);
        return bookings.advance(seen, BookingState.CONFIRMED, change)
                .flatMap(booking -> occupancies
                        .free(booking.id(), notReached)
                        .then(seating.stay(seen))
                        .then(decided(booking, Commands.RESCHEDULE_BOOKING, outcome))
                        .map(decided -> new Conclusion(booking, decided)));
    }

    /** A hold, one that is kept for somebody or not, or a wait for the host has run out. Empty also when it has not. */
    public Mono<Conclusion> expire(Booking seen) {
        return end(seen, BookingState.EXPIRED, "expired");
    }

    /** The host removed the event of a confirmed booking. */
    public Mono<Conclusion> removed(Booking seen) {
        return end(seen, BookingState.CANCELLED, "removed_in_calendar");
    }

    /** The host moved the event of a confirmed booking, which now takes the new time instead of the old one. */
    public Mono<FollowUp> follow(Booking seen, TimeRange slot, String etag) {
        return occupancies
                .resources(seen.id())
                .collectList()
                .flatMap(resources -> occupancies
                        .lock(resources)
                        // Before anything is taken: whoever goes on with it in the meantime has the word.
                        .then(bookings.lock(seen.id()))
                        .filter(now -> now.state() == seen.state() && now.epoch() == seen.epoch())
                        .flatMap(now ->
                                occupancies.take(seen.id(), resources, slot, seen.bufferBefore(), seen.bufferAfter())))
                .flatMap(taken -> taken ? moveTo(seen, slot, etag) : Mono.just(new FollowUp.Taken()));
    }

    private Mono<FollowUp> moveTo(Booking seen, TimeRange slot, String etag) {
        return bookings.follow(seen, slot, etag)
                .flatMap(booking -> occupancies
                        .free(seen.id(), seen.slot())
                        .then(outbox.add(events.rescheduled(booking, seen.slot(), asker(List.of(), booking))))
                        .thenReturn(new FollowUp.Followed(booking)));
    }

    /**
     * The host removed the event of a session: all its bookings end, and whoever takes a seat from here on gets another event. Empty
     * if not all of them are as they were seen, or if others have come to share the event: it would be closed, and they would go
     * with it for good.
     */
    public Mono<List<Conclusion>> removed(Session seen, List<Booking> all) {
        return unchanged(all)
                .filter(unchanged -> unchanged)
                .flatMap(unchanged -> seating.closeGone(seen, all))
                .flatMap(closed ->
                        Flux.fromIterable(all).concatMap(this::removed).collectList());
    }

    /**
     * The host moved the event of a session, whose bookings now take the new time instead of the old one, all or none. Answers
     * them; none if somebody else has that time in the book; empty if not all of them are as they were seen, or if others have
     * seats as well.
     */
    public Mono<List<Booking>> follow(Session session, List<Booking> all, TimeRange slot, String etag) {
        return occupancies
                .resources(all.getFirst().id())
                .collectList()
                .flatMap(resources -> occupancies
                        .lock(resources)
                        .then(unchanged(all))
                        .filter(unchanged -> unchanged)
                        .flatMap(unchanged -> take(session, all, resources, slot))
                        .flatMap(taken -> taken
                                ? seating.move(session, all, slot)
                                        .filter(moved -> moved)
                                        .switchIfEmpty(Mono.defer(() -> giveBack(all, slot)))
                                        .flatMap(moved -> moveTo(all, slot, etag))
                                : Mono.just(List.<Booking>of())));
    }

    private Mono<Boolean> unchanged(List<Booking> all) {
        return Flux.fromIterable(all)
                .concatMap(seen -> bookings.lock(seen.id())
                        .map(now -> now.state() == seen.state() && now.epoch() == seen.epoch())
                        .defaultIfEmpty(false))
                .all(same -> same);
    }

    // Seats of one session take one time: whoever keeps one of them out keeps out all.
    private Mono<Boolean> take(Session session, List<Booking> all, List<String> resources, TimeRange slot) {
        return Flux.fromIterable(all)
                .concatMap(seen -> occupancies.take(
                        seen.id(), session.id(), resources, slot, seen.bufferBefore(), seen.bufferAfter()))
                .all(taken -> taken);
    }

    private Mono<Boolean> giveBack(List<Booking> all, TimeRange slot) {
        return Flux.fromIterable(all)
                .concatMap(seen -> occupancies.free(seen.id(), slot))
                .then(Mono.empty());
    }

    private Mono<List<Booking>> moveTo(List<Booking> all, TimeRange slot, String etag) {
        return Flux.fromIterable(all)
                .concatMap(seen -> moveTo(seen, slot, etag))
                .ofType(FollowUp.Followed.class)
                .map(FollowUp.Followed::booking)
                .collectList();
    }

    /** A booking whose row was lost, as its event tells it. Empty if the row is there after all. */
    public Mono<FollowUp> restore(LostBooking lost, List<String> resources) {
        return occupancies
                .lock(resources)
                .then(bookings.find(lost.id()).hasElement())
                .filter(known -> !known)
                .flatMap(unknown ->
                        occupancies.take(lost.id(), resources, lost.slot(), lost.bufferBefore(), lost.bufferAfter()))
                .flatMap(taken -> taken
                        ? bookings.restore(lost)
                                .flatMap(booking -> outbox.add(events.confirmed(booking))
                                        .thenReturn((FollowUp) new FollowUp.Followed(booking)))
                        : Mono.just(new FollowUp.Taken()));
    }

    /**
     * The booking ends in a terminal state and gives everything back that it has taken. Whoever asked for it hears that end;
     * whoever asked to cancel it has what he wanted, whatever it ended in; whoever asked to move it can not have that; the host
     * who agreed to it hears that somebody else has the time, or that others have decided.
     */
    public Mono<Conclusion> end(Booking seen, BookingState terminal, String reason) {
        Outcome.Status status = switch (terminal) {
            case EXPIRED -> Outcome.Status.EXPIRED;
            case CANCELLED -> Outcome.Status.CANCELLED;
            case DECLINED -> Outcome.Status.NOT_ALLOWED;
            case REFUSED -> Outcome.Status.SLOT_TAKEN;
            default -> throw new IllegalArgumentException("terminal: " + terminal + " (expected: a terminal state)");
        };
        Change change = Change.because(reason);
        // An appointment that is cancelled was told of before, or may have been seen in the calendar.
        boolean published = terminal == BookingState.CANCELLED
                && (seen.state() == BookingState.UNDOING || seen.state() == BookingState.CONFIRMED);
        return bookings.advance(seen, terminal, published ? change.asPublished() : change)
                .flatMap(booking -> occupancies
                        .free(booking.id())
                        .then(seating.free(booking))
                        .then(ended(booking, status, reason)));
    }

    private Mono<Conclusion> ended(Booking booking, Outcome.Status status, String reason) {
        UUID id = booking.id();
        Mono<List<Decided>> booked = decided(booking, Commands.REQUEST_BOOKING, Outcome.ended(status, id, reason));
        Mono<List<Decided>> cancelled =
                decided(booking, Commands.CANCEL_BOOKING, Outcome.ended(Outcome.Status.CANCELLED, id, null));
        Mono<List<Decided>> moved = decided(
                booking, Commands.RESCHEDULE_BOOKING, Outcome.ended(Outcome.Status.NOT_ALLOWED, id, "cancelled"));
        Mono<List<Decided>> accepted = decided(
                booking,
                Commands.DECIDE_BOOKING,
                status == Outcome.Status.SLOT_TAKEN
                        ? Outcome.ended(status, id, reason)
                        : Outcome.ended(
                                Outcome.Status.ALREADY_DECIDED,
                                id,
                                booking.state().status().code()));
        return booked.flatMap(first -> cancelled.flatMap(second -> moved.flatMap(third -> accepted.flatMap(fourth -> {
            List<Decided> all = Stream.of(first, second, third, fourth)
                    .flatMap(List::stream)
                    .toList();
            // A slot that was only kept was nobody's appointment: that it is free again is no news.
            return booking.kept()
                    ? Mono.just(new Conclusion(booking, all))
                    : publish(events.ended(booking, asker(second, booking)), booking, all);
        }))));
    }

    // After the booking was changed: whoever wants to wait for it locks that row, and sees here or there that it is
    // decided.
    private Mono<List<Decided>> decided(Booking booking, String command, Outcome outcome) {
        return decided(booking, List.of(command), outcome);
    }

    private Mono<List<Decided>> decided(Booking booking, List<String> commands, Outcome outcome) {
        return Mono.defer(
                () -> requests.decideAll(booking.id(), commands, outcome).collectList());
    }

    private Mono<Conclusion> publish(OutboxMessage event, Booking booking, List<Decided> decided) {
        return outbox.add(event).thenReturn(new Conclusion(booking, decided));
    }

    /** Whose wish it was: the first who asked for this change, otherwise who asked for the booking. */
    private static RequestKey asker(List<Decided> askers, Booking booking) {
        return askers.isEmpty()
                ? new RequestKey(booking.origin().source(), booking.origin().requestKey())
                : askers.getFirst().id();
    }
}
