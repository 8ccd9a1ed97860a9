package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Arrival;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.NewRequest;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.bookings.request.Waiter;
import dev.meridian.messaging.request.ReplyAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * T1, the one transaction that decides whether a request gets its slot. Whatever it decides is written down under the
 * request's key, refusals included; the same record read again, however late, finds that and changes nothing.
 */
final class AcceptRequest {

    private final Transactions transactions;
    private final Requests requests;
    private final Bookings bookings;
    private final SlotPlacement placement;
    private final Outbox outbox;
    private final BookingEventsPublisher events;
    private final BookingIds ids;
    private final Lease lease;
    private final ZoneId businessZone;

    AcceptRequest(
            Transactions transactions,
            Requests requests,
            Bookings bookings,
            SlotPlacement placement,
            Outbox outbox,
            BookingEventsPublisher events,
            BookingIds ids,
            Lease lease,
            ZoneId businessZone) {
        this.transactions = transactions;
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
        Asked asked = reading.asked();
        UUID bookingId = ids.bookingId(asked.id());
        NewRequest request =
                new NewRequest(asked.id(), RequestMapping.COMMAND, asked.hash(), bookingId, asked.expiresAt());
        return transactions.run(() -> requests.arrive(request).flatMap(arrival -> switch (arrival) {
            case Arrival.Known known -> join(known.request(), asked, address);
            case Arrival.New fresh -> decide(reading, bookingId, fresh.at(), address);
        }));
    }

    private Mono<Acceptance> join(StoredRequest stored, Asked asked, @Nullable ReplyAddress address) {
        if (!stored.payloadHash().equals(asked.hash()) || !stored.command().equals(RequestMapping.COMMAND)) {
            return Mono.just(
                    new Acceptance.Answered(Outcome.of(Outcome.Status.KEY_REUSED, "key_reused"), false, List.of()));
        }
        Outcome outcome = stored.outcome();
        return outcome == null
                ? await(asked, address, true)
                : Mono.just(new Acceptance.Answered(outcome, true, List.of()));
    }

    private Mono<Acceptance> decide(Reading reading, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        Asked asked = reading.asked();
        if (!asked.expiresAt().isAfter(now)) {
            // No event either: read into an emptied database, the whole topic must not tell anybody anything.
            return remember(asked, Outcome.of(Outcome.Status.EXPIRED, "expired"), List.of());
        }
        return switch (reading) {
            case Reading.Unclear unclear -> refuse(asked, bookingId, null, unclear.refusal(), List.of());
            case Reading.Clear clear -> decide(asked, clear.wish(), bookingId, now, address);
        };
    }

    private Mono<Acceptance> decide(
            Asked asked, BookingWish wish, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        if (wish.holdToken() != null) {
            // No hold is given out yet, so none can be shown.
            Outcome gone = Outcome.of(Outcome.Status.NOT_FOUND, "hold_gone");
            return refuse(asked, bookingId, wish.start().toInstant(), gone, List.of());
        }
        return repeated(asked, wish, address)
                .switchIfEmpty(Mono.defer(() -> hold(asked, wish, bookingId, now, address)));
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
                ? attached.then(await(asked, address, true))
                : attached.then(requests.decide(asked.id(), known))
                        .thenReturn(new Acceptance.Answered(known, true, List.of()));
    }

    private Mono<Acceptance> hold(
            Asked asked, BookingWish wish, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        List<Decided> others = new ArrayList<>();
        return placement.place(bookingId, wish, now, others::add).flatMap(place -> switch (place) {
            case Placement.Refused refused ->
                refuse(asked, bookingId, wish.start().toInstant(), refused.outcome(), others);
            case Placement.Taken taken ->
                bookings.hold(newBooking(asked, wish, bookingId, taken))
                        .flatMap(booking ->
                                await(asked, address, false).thenReturn(new Acceptance.Held(booking, others)));
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

    private Mono<Acceptance> await(Asked asked, @Nullable ReplyAddress address, boolean repeated) {
        Mono<Void> waiting = address == null
                ? Mono.empty()
                : requests.await(
                        asked.id(),
                        new Waiter(address.correlationId(), address.topic(), address.partition(), repeated));
        return waiting.thenReturn(new Acceptance.Waiting());
    }

    private Mono<Acceptance> refuse(
            Asked asked, UUID bookingId, @Nullable Instant start, Outcome outcome, List<Decided> others) {
        return outbox.add(events.refused(
                        bookingId, asked.id(), asked.service(), asked.staff(), start, asked.timeZone(), outcome))
                .then(remember(asked, outcome, others));
    }

    private Mono<Acceptance> remember(Asked asked, Outcome outcome, List<Decided> others) {
        return requests.decide(asked.id(), outcome).thenReturn(new Acceptance.Answered(outcome, false, others));
    }
}
