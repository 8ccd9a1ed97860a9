package dev.meridian.booking.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Change;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.Move;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.session.Session;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.scheduling.catalogue.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * T1 of {@code RescheduleBooking}: whether a booking may have another time, and whether that is free. The new time is taken beside
 * the old one, which nobody else can have before the new one is won in the calendar, too.
 */
final class MoveRequest {

    private final RequestMemo memo;
    private final Requests requests;
    private final Bookings bookings;
    private final Catalogue catalogue;
    private final SlotPlacement placement;
    private final Lease lease;

    MoveRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            SlotPlacement placement,
            Lease lease) {
        this.memo = memo;
        this.requests = requests;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.placement = placement;
        this.lease = lease;
    }

    /** Decides, joins or repeats. The address is told by the caller, or later by whoever decides what is under way. */
    Mono<Acceptance> accept(Understanding<MoveWish> reading, @Nullable ReplyAddress address) {
        return memo.accept(reading.asked(), reading.bookingId(), address, now -> switch (reading) {
            case Understanding.Unclear<MoveWish> unclear ->
                memo.remember(unclear.asked(), unclear.refusal(), List.of());
            case Understanding.Clear<MoveWish> clear -> decide(clear, now, address);
        });
    }

    private Mono<Acceptance> decide(Understanding.Clear<MoveWish> clear, Instant now, @Nullable ReplyAddress address) {
        Asked asked = clear.asked();
        return bookings.find(clear.bookingId())
                .flatMap(booking -> answered(booking, clear.wish())
                        .map(outcome -> memo.remember(asked, outcome, List.of()))
                        .orElseGet(() -> move(asked, booking, clear.wish(), now, address)))
                .switchIfEmpty(Mono.defer(() -> memo.remember(
                        asked, Outcome.of(Outcome.Status.NOT_FOUND, Outcome.UNKNOWN_BOOKING), List.of())));
    }

    /** What can be said without a look at the catalogue and the neighbours. */
    private static Optional<Outcome> answered(Booking booking, MoveWish wish) {
        return switch (booking.state()) {
            case REFUSED, DECLINED, CANCELLED, EXPIRED -> Optional.of(ChangeRefusals.ended(booking));
            case AWAITING_HOST -> Optional.of(ChangeRefusals.notAllowed(booking, "awaiting_host"));
            case HELD, WRITING, MOVING, UNDOING, PARKED ->
                Optional.of(ChangeRefusals.notAllowed(booking, "in_progress"));
            case CONFIRMED -> {
                Integer expected = wish.expectedVersion();
                if (expected != null && expected != booking.version()) {
                    yield Optional.of(ChangeRefusals.notAllowed(booking, "version"));
                }
                yield wish.start().toInstant().equals(booking.slot().start())
                        ? Optional.of(Outcome.booked(booking.id()))
                        : Optional.empty();
            }
        };
    }

    private Mono<Acceptance> move(
            Asked asked, Booking booking, MoveWish wish, Instant now, @Nullable ReplyAddress address) {
        return catalogue
                .service(booking.service())
                .flatMap(service -> ChangeRefusals.tooLate(booking, now, notice(service), "reschedule_notice")
                        .map(refusal -> memo.remember(asked, refusal, List.of()))
                        .orElseGet(() -> placement
                                .judge(service, booking.staff(), length(booking), wish.start(), now)
                                .flatMap(place -> switch (place) {
                                    case Placement.Refused refused ->
                                        memo.remember(asked, refused.outcome(), List.of());
                                    case Placement.Taken taken -> take(asked, booking, taken, wish, address);
                                })))
                .switchIfEmpty(Mono.defer(
                        () -> memo.remember(asked, ChangeRefusals.notAllowed(booking, "no_service"), List.of())));
    }

    // The conversation's lock first, then the neighbours', then the booking's, as everywhere. What was seen of it
    // before may be over by then.
    private Mono<Acceptance> take(
            Asked asked, Booking seen, Placement.Taken place, MoveWish wish, @Nullable ReplyAddress address) {
        List<Decided> others = new ArrayList<>();
        return lockConversation(seen)
                .then(placement.clear(List.of(place), others::add))
                .then(bookings.lock(seen.id()))
                .flatMap(booking -> answered(booking, wish)
                        .map(outcome -> memo.remember(asked, outcome, others))
                        .orElseGet(() -> placement.takeBeside(booking, place).flatMap(made -> switch (made) {
                            case Placement.Taken taken -> begin(asked, booking, taken, wish, others, address);
                            case Placement.Refused refused ->
                                memo.remember(asked, of(booking, refused.outcome()), others);
                        })));
    }

    // A wish of the booking's conversation locks the booking and then its neighbours, but not beside us.
    private Mono<Void> lockConversation(Booking booking) {
        String conversation = booking.origin().conversationId();
        return conversation == null
                ? Mono.empty()
                : requests.lockConversation(booking.origin().source(), conversation);
    }

    private Mono<Acceptance> begin(
            Asked asked,
            Booking booking,
            Placement.Taken place,
            MoveWish wish,
            List<Decided> others,
            @Nullable ReplyAddress address) {
        Session session = place.session();
        ZoneId zone = wish.start().getZone();
        Move move = session == null ? Move.to(place.slot(), zone) : Move.toSeat(session.id(), place.slot(), zone);
        return bookings.advance(booking, BookingState.MOVING, Change.move(lease, move))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(booking + ": changed although locked")))
                .flatMap(moving ->
                        memo.await(asked, address, false).thenReturn(new Acceptance.UnderWay(moving, others)));
    }

    private static Outcome of(Booking booking, Outcome refusal) {
        return Outcome.ended(refusal.status(), booking.id(), refusal.reason());
    }

    private static Duration notice(Service service) {
        return Duration.ofMinutes(service.rescheduleNoticeMinutes());
    }

    private static int length(Booking booking) {
        return (int) booking.slot().length().toMinutes();
    }
}
