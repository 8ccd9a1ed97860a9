package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.messaging.request.ReplyAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** T1 of {@code RequestBooking}: whether a wish gets its slot. */
final class AcceptRequest {

    private final RequestMemo memo;
    private final Requests requests;
    private final Bookings bookings;
    private final SlotPlacement placement;
    private final Outbox outbox;
    private final BookingEventsPublisher events;
    private final BookingIds ids;
    private final Lease lease;
    private final ZoneId businessZone;

    AcceptRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            SlotPlacement placement,
            Outbox outbox,
            BookingEventsPublisher events,
            BookingIds ids,
            Lease lease,
            ZoneId businessZone) {
        this.memo = memo;
        this.requests = requests;
        this.bookings = bookings;
        this.placement = placement;
        this.outbox = outbox;
        this.events = events;
        this.ids = ids;
        this.lease = lease;
        this.businessZone = businessZone;
    }

    /** Decides, joins or repeats. The address is told by the caller, or later by whoever decides what is under way. */
    Mono<Acceptance> accept(Reading reading, @Nullable ReplyAddress address) {
        UUID bookingId = ids.bookingId(reading.asked().id());
        return memo.accept(reading.asked(), bookingId, address, now -> switch (reading) {
            case Reading.Unclear unclear ->
                refuse(unclear.asked(), bookingId, unclear.named(), null, unclear.refusal(), List.of());
            case Reading.Clear clear -> decide(clear, bookingId, now, address);
        });
    }

    private Mono<Acceptance> decide(Reading.Clear clear, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        Asked asked = clear.asked();
        BookingWish wish = clear.wish();
        if (wish.holdToken() != null) {
            // No hold is given out yet, so none can be shown.
            Outcome gone = Outcome.of(Outcome.Status.NOT_FOUND, "hold_gone");
            return refuse(asked, bookingId, clear.named(), wish.start().toInstant(), gone, List.of());
        }
        return repeated(asked, wish, address).switchIfEmpty(Mono.defer(() -> hold(clear, bookingId, now, address)));
    }

    /** The same wish spoken again in the same conversation is the booking it made before, as long as that lives. */
    private Mono<Acceptance> repeated(Asked asked, BookingWish wish, @Nullable ReplyAddress address) {
        String conversation = wish.conversationId();
        if (conversation == null) {
            return Mono.empty();
        }
        String source = asked.id().source();
        return requests.lockConversation(source, conversation)
                .thenMany(bookings.liveInConversation(
                        source, conversation, wish.service(), wish.start().toInstant()))
                .filter(booking -> SamePerson.isSame(
                        booking.customer().name(), wish.customer().name()))
                .collectList()
                .flatMap(live -> live.isEmpty() ? Mono.empty() : repeat(asked, live.getFirst(), address));
    }

    private Mono<Acceptance> repeat(Asked asked, Booking booking, @Nullable ReplyAddress address) {
        Outcome known = switch (booking.state()) {
            case CONFIRMED, MOVING -> Outcome.booked(booking.id()).again();
            case AWAITING_HOST -> Outcome.requested(booking.id()).again();
            default -> null;
        };
        Mono<Void> attached = requests.attach(asked.id(), booking.id());
        return known == null
                ? attached.then(memo.await(asked, address, true))
                : attached.then(requests.decide(asked.id(), known))
                        .thenReturn(new Acceptance.Answered(known, true, List.of()));
    }

    private Mono<Acceptance> hold(Reading.Clear clear, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        Asked asked = clear.asked();
        BookingWish wish = clear.wish();
        List<Decided> others = new ArrayList<>();
        return placement.place(bookingId, wish, now, others::add).flatMap(place -> switch (place) {
            case Placement.Refused refused ->
                refuse(asked, bookingId, clear.named(), wish.start().toInstant(), refused.outcome(), others);
            case Placement.Taken taken ->
                bookings.hold(newBooking(asked, wish, bookingId, taken))
                        .flatMap(booking ->
                                memo.await(asked, address, false).thenReturn(new Acceptance.UnderWay(booking, others)));
        });
    }

    private NewBooking newBooking(Asked asked, BookingWish wish, UUID bookingId, Placement.Taken place) {
        return new NewBooking(
                bookingId,
                lease,
                asked.expiresAt(),
                place.calendarId(),
                ids.eventId(bookingId, 1),
                place.service().id(),
                place.staff().id(),
                place.slot(),
                place.service().bufferBefore(),
                place.service().bufferAfter(),
                wish.start().getZone(),
                businessZone,
                wish.customer(),
                wish.notes(),
                wish.guests(),
                wish.answers(),
                new Origin(asked.id().source(), asked.id().key(), wish.conversationId(), wish.toolCallId()));
    }

    private Mono<Acceptance> refuse(
            Asked asked, UUID bookingId, Named named, @Nullable Instant start, Outcome outcome, List<Decided> others) {
        return outbox.add(events.refused(
                        bookingId, asked.id(), named.service(), named.staff(), start, named.timeZone(), outcome))
                .then(memo.remember(asked, outcome, others));
    }
}
