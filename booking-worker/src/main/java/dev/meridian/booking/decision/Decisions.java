package dev.meridian.booking.decision;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.LostBooking;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Commands;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.scheduling.time.TimeRange;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Writes down how a booking was decided: its state, the slot, the memo of every request that waits for it, and the event, all in
 * the caller's transaction. Empty when somebody else was faster. Whoever calls this tells the waiters and wakes the relay
 * after the commit.
 */
public final class Decisions {

    private final Bookings bookings;
    private final Occupancies occupancies;
    private final Requests requests;
    private final Outbox outbox;
    private final BookingEventsPublisher events;

    public Decisions(
            Bookings bookings,
            Occupancies occupancies,
            Requests requests,
            Outbox outbox,
            BookingEventsPublisher events) {
        this.bookings = bookings;
        this.occupancies = occupancies;
        this.requests = requests;
        this.outbox = outbox;
        this.events = events;
    }

    /** The event stands. */
    public Mono<Conclusion> confirm(Booking seen, Change change) {
        return conclude(seen, BookingState.CONFIRMED, change, Outcome.booked(seen.id()));
    }

    /** A hold, one that is kept for somebody or not, or a wait for the host has run out. Empty also when it has not. */
    public Mono<Conclusion> expire(Booking seen) {
        return end(seen, BookingState.EXPIRED, "expired");
    }

    /** The host removed the event of a confirmed booking. */
    public Mono<Conclusion> removed(Booking seen) {
        String reason = "removed_in_calendar";
        return conclude(
                seen,
                BookingState.CANCELLED,
                Change.because(reason).asPublished(),
                Outcome.ended(Outcome.Status.CANCELLED, seen.id(), reason));
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
                        .then(outbox.add(events.moved(booking, seen.slot())))
                        .thenReturn(new FollowUp.Followed(booking)));
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
                                .flatMap(booking -> outbox.add(events.decided(booking))
                                        .thenReturn((FollowUp) new FollowUp.Followed(booking)))
                        : Mono.just(new FollowUp.Taken()));
    }

    /** The booking ends in a terminal state and gives its slot back. */
    public Mono<Conclusion> end(Booking seen, BookingState terminal, String reason) {
        Outcome.Status status = switch (terminal) {
            case EXPIRED -> Outcome.Status.EXPIRED;
            case CANCELLED -> Outcome.Status.CANCELLED;
            case DECLINED -> Outcome.Status.NOT_ALLOWED;
            case REFUSED -> Outcome.Status.SLOT_TAKEN;
            default -> throw new IllegalArgumentException("terminal: " + terminal + " (expected: a terminal state)");
        };
        Outcome outcome = Outcome.ended(status, seen.id(), reason);
        return conclude(seen, terminal, Change.because(reason), outcome);
    }

    // The booking first: whoever wants to wait for it locks that row, and sees here or there that it is decided.
    private Mono<Conclusion> conclude(Booking seen, BookingState next, Change change, Outcome outcome) {
        return bookings.advance(seen, next, change).flatMap(booking -> {
            Mono<Void> slot = next.holdsSlot() ? Mono.empty() : occupancies.free(booking.id());
            // A slot that was only kept was nobody's appointment: that it is free again is no news.
            Mono<Void> event = booking.kept() ? Mono.empty() : outbox.add(events.decided(booking));
            return slot.then(event)
                    .thenMany(requests.decideAll(booking.id(), Commands.REQUEST_BOOKING, outcome))
                    .collectList()
                    .map(decided -> new Conclusion(booking, decided));
        });
    }
}
