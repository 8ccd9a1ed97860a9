package dev.meridian.booking.request;

import dev.meridian.booking.decision.Decisions;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.messaging.request.ReplyAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * T1 of {@code CancelBooking}: whether a booking may end. What is nowhere but in the book ends here; what is, or may come to be, in
 * the calendar is undone by the saga. A cancel of a booking that has not arrived is kept, and the booking ends when it comes.
 */
final class CancelRequest {

    private static final String CUSTOMER = "customer";

    private final RequestMemo memo;
    private final Requests requests;
    private final Bookings bookings;
    private final Catalogue catalogue;
    private final Decisions decisions;
    private final Lease lease;

    CancelRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            Decisions decisions,
            Lease lease) {
        this.memo = memo;
        this.requests = requests;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.decisions = decisions;
        this.lease = lease;
    }

    /** Decides, joins or repeats. The address is told by the caller, or later by whoever decides what is under way. */
    Mono<Acceptance> accept(Understanding<CancelWish> reading, @Nullable ReplyAddress address) {
        return memo.accept(reading.asked(), reading.bookingId(), address, now -> switch (reading) {
            case Understanding.Unclear<CancelWish> unclear ->
                memo.remember(unclear.asked(), unclear.refusal(), List.of());
            case Understanding.Clear<CancelWish> clear -> decide(clear, now, address);
        });
    }

    private Mono<Acceptance> decide(
            Understanding.Clear<CancelWish> clear, Instant now, @Nullable ReplyAddress address) {
        Asked asked = clear.asked();
        return requests.lockBooking(clear.bookingId())
                .then(bookings.lock(clear.bookingId()))
                .flatMap(booking -> decide(asked, clear.wish(), booking, now, address))
                .switchIfEmpty(Mono.defer(() -> memo.remember(
                        asked, Outcome.of(Outcome.Status.CANCELLED, Outcome.UNKNOWN_BOOKING), List.of())));
    }

    private Mono<Acceptance> decide(
            Asked asked, CancelWish wish, Booking booking, Instant now, @Nullable ReplyAddress address) {
        return switch (booking.state()) {
            case HELD, AWAITING_HOST -> note(booking, wish).then(end(asked, booking));
            case WRITING -> undo(asked, wish, booking, address);
            case CONFIRMED, MOVING -> undoInTime(asked, wish, booking, now, address);
            case PARKED ->
                booking.parkedFrom() == BookingState.MOVING
                        ? undoInTime(asked, wish, booking, now, address)
                        : undo(asked, wish, booking, address);
            case UNDOING -> join(asked, booking, address);
            case CANCELLED -> repeat(asked, booking.id());
            case REFUSED, DECLINED, EXPIRED -> memo.remember(asked, ChangeRefusals.ended(booking), List.of());
        };
    }

    /** Nothing of it is in the calendar. A hold that has run out ends as that, and nobody has an appointment either way. */
    private Mono<Acceptance> end(Asked asked, Booking booking) {
        return decisions
                .end(booking, BookingState.CANCELLED, CUSTOMER)
                .switchIfEmpty(Mono.defer(() -> decisions.expire(booking)))
                .flatMap(done -> memo.remember(asked, cancelled(booking.id()), done.decided()));
    }

    private Mono<Acceptance> undoInTime(
            Asked asked, CancelWish wish, Booking booking, Instant now, @Nullable ReplyAddress address) {
        return catalogue
                .service(booking.service())
                .map(service -> Duration.ofMinutes(service.cancelNoticeMinutes()))
                .defaultIfEmpty(Duration.ZERO)
                .flatMap(notice -> ChangeRefusals.tooLate(booking, now, notice, "cancel_notice")
                        .map(refusal -> memo.remember(asked, refusal, List.of()))
                        .orElseGet(() -> undo(asked, wish, booking, address)));
    }

    private Mono<Acceptance> undo(Asked asked, CancelWish wish, Booking booking, @Nullable ReplyAddress address) {
        Change change = Change.undo(lease, BookingState.CANCELLED, CUSTOMER).takingOver();
        return note(booking, wish)
                .then(bookings.advance(booking, BookingState.UNDOING, change))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(booking + ": changed although locked")))
                .flatMap(undoing ->
                        memo.await(asked, address, false).thenReturn(new Acceptance.UnderWay(undoing, List.of())));
    }

    /** It is being undone already; whatever that ends in, there will be no appointment. */
    private Mono<Acceptance> join(Asked asked, Booking booking, @Nullable ReplyAddress address) {
        return booking.undoTo() == BookingState.CANCELLED
                ? requests.attach(asked.id(), booking.id()).then(memo.await(asked, address, true))
                : memo.await(asked, address, false);
    }

    private Mono<Acceptance> repeat(Asked asked, UUID bookingId) {
        Outcome known = cancelled(bookingId).again();
        return requests.decide(asked.id(), known).thenReturn(new Acceptance.Answered(known, true, List.of()));
    }

    private Mono<Void> note(Booking booking, CancelWish wish) {
        String note = wish.note();
        return note == null ? Mono.empty() : bookings.noteCancellation(booking.id(), note);
    }

    private static Outcome cancelled(UUID bookingId) {
        return Outcome.ended(Outcome.Status.CANCELLED, bookingId, null);
    }
}
