package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Claim;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Identification;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.scheduling.catalogue.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** T1 of {@code RequestBooking}: whether a wish gets its slot. */
final class AcceptRequest {

    private final RequestMemo memo;
    private final Requests requests;
    private final Bookings bookings;
    private final Catalogue catalogue;
    private final SlotPlacement placement;
    private final Holds holds;
    private final Identification identification;
    private final Outbox outbox;
    private final BookingEventsPublisher events;
    private final BookingIds ids;
    private final Lease lease;
    private final ZoneId businessZone;

    AcceptRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            SlotPlacement placement,
            Holds holds,
            Identification identification,
            Outbox outbox,
            BookingEventsPublisher events,
            BookingIds ids,
            Lease lease,
            ZoneId businessZone) {
        this.memo = memo;
        this.requests = requests;
        this.bookings = bookings;
        this.catalogue = catalogue;
        this.placement = placement;
        this.holds = holds;
        this.identification = identification;
        this.outbox = outbox;
        this.events = events;
        this.ids = ids;
        this.lease = lease;
        this.businessZone = businessZone;
    }

    /** Decides, joins or repeats. The address is told by the caller, or later by whoever decides what is under way. */
    Mono<Acceptance> accept(Reading reading, @Nullable ReplyAddress address) {
        UUID bookingId = ids.bookingId(reading.asked().id());
        return memo.accept(reading.asked(), told(reading, bookingId), address, now -> switch (reading) {
            case Reading.Unclear unclear ->
                refuse(unclear.asked(), bookingId, unclear.named(), null, unclear.refusal(), List.of());
            case Reading.Clear clear ->
                restored(clear.asked(), told(clear, bookingId), address)
                        .switchIfEmpty(Mono.defer(() -> decide(clear, bookingId, now, address)));
        });
    }

    /** The id that who asks is told while the request is under way: a kept slot becomes a booking under its own id. */
    private UUID told(Reading reading, UUID bookingId) {
        String token = reading instanceof Reading.Clear clear ? clear.wish().holdToken() : null;
        return token == null ? bookingId : ids.heldBy(token).orElse(bookingId);
    }

    /** A booking that was found in the calendar after the book had lost it, and whose request is read only now. */
    private Mono<Acceptance> restored(Asked asked, UUID bookingId, @Nullable ReplyAddress address) {
        // Locked only if it is this request's: the slot somebody keeps is locked after whatever else is.
        Mono<Booking> own = bookings.find(bookingId)
                .filter(found -> isOf(asked, found))
                .flatMap(found -> bookings.lock(found.id()));
        return own.flatMap(booking -> {
            Outcome outcome = outcome(booking);
            return outcome == null
                    ? memo.await(asked, address, true)
                    : requests.decide(asked.id(), outcome)
                            .thenReturn(new Acceptance.Answered(outcome, true, List.of()));
        });
    }

    private boolean isOf(Asked asked, Booking booking) {
        return !booking.kept()
                && (booking.id().equals(ids.bookingId(asked.id()))
                        || booking.origin().isOf(asked.id()));
    }

    private static @Nullable Outcome outcome(Booking booking) {
        return switch (booking.state()) {
            case CONFIRMED, MOVING -> Outcome.booked(booking.id());
            case AWAITING_HOST -> Outcome.requested(booking.id());
            case HELD, WRITING, UNDOING, PARKED -> null;
            case CANCELLED -> Outcome.ended(Outcome.Status.CANCELLED, booking.id(), booking.reason());
            case EXPIRED -> Outcome.ended(Outcome.Status.EXPIRED, booking.id(), booking.reason());
            case DECLINED -> Outcome.ended(Outcome.Status.NOT_ALLOWED, booking.id(), booking.reason());
            case REFUSED -> Outcome.ended(Outcome.Status.SLOT_TAKEN, booking.id(), booking.reason());
        };
    }

    private Mono<Acceptance> decide(Reading.Clear clear, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        return requests.lockBooking(bookingId)
                .then(requests.cancelledUnseen(bookingId))
                .flatMap(cancelled -> cancelled
                        ? refuse(
                                clear.asked(),
                                bookingId,
                                clear.named(),
                                clear.wish().start().toInstant(),
                                Outcome.of(Outcome.Status.CANCELLED, "cancelled"),
                                List.of())
                        : decideUncancelled(clear, bookingId, now, address));
    }

    private Mono<Acceptance> decideUncancelled(
            Reading.Clear clear, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        Asked asked = clear.asked();
        BookingWish wish = clear.wish();
        String token = wish.holdToken();
        return token == null
                ? repeated(asked, wish, wish.service(), address)
                        .switchIfEmpty(Mono.defer(() -> hold(clear, bookingId, now, address)))
                : holds.find(token, asked.id().source())
                        .flatMap(hold -> repeated(asked, wish, hold.service(), address)
                                .switchIfEmpty(Mono.defer(() -> claim(clear, hold, bookingId, now, address))))
                        .switchIfEmpty(Mono.defer(() -> refuse(clear, bookingId, Holds.GONE)));
    }

    /** The kept slot becomes this request's booking, under the id it was kept by. Empty if it is not kept any more. */
    private Mono<Acceptance> claim(
            Reading.Clear clear, Booking hold, UUID bookingId, Instant now, @Nullable ReplyAddress address) {
        if (!hold.kept() || hold.state() != BookingState.HELD) {
            return Mono.empty();
        }
        Optional<Outcome> other = otherThanHeld(clear, hold);
        if (other.isPresent()) {
            return refuse(clear, bookingId, other.get());
        }
        return catalogue
                .service(hold.service())
                .singleOptional()
                .flatMap(service -> service.flatMap(
                                asking -> Intake.refusal(asking, clear.wish().answers()))
                        .map(objection -> refuse(clear, bookingId, objection))
                        .orElseGet(() -> claim(clear.asked(), clear.wish(), hold, service, now, address)));
    }

    private Mono<Acceptance> claim(
            Asked asked,
            BookingWish wish,
            Booking hold,
            Optional<Service> service,
            Instant now,
            @Nullable ReplyAddress address) {
        return identification
                .identified(wish.customer())
                .flatMap(customer -> bookings.claim(hold, claim(asked, wish, customer)))
                .flatMap(booking -> requests.claim(asked.id(), booking.id())
                        .then(Mono.defer(() -> begin(asked, booking, service, now, List.of(), address))));
    }

    private Claim claim(Asked asked, BookingWish wish, Customer customer) {
        return new Claim(
                lease,
                asked.expiresAt(),
                wish.start().getZone(),
                customer,
                wish.notes(),
                wish.guests(),
                wish.answers(),
                origin(asked, wish));
    }

    /** Goes on to the calendar, or waits for the host first, for as long as the service says but not past the start. */
    private Mono<Acceptance> begin(
            Asked asked,
            Booking booking,
            Optional<Service> service,
            Instant now,
            List<Decided> others,
            @Nullable ReplyAddress address) {
        return service.filter(Service::requiresConfirmation)
                .map(asking -> Collections.min(
                        List.of(now.plus(asking.decisionTime()), booking.slot().start())))
                .map(until -> bookings.awaitHost(booking, until)
                        .flatMap(waiting -> memo.remember(asked, Outcome.requested(waiting.id()), others)))
                .orElseGet(
                        () -> memo.await(asked, address, false).thenReturn(new Acceptance.UnderWay(booking, others)));
    }

    private static Optional<Outcome> otherThanHeld(Reading.Clear clear, Booking hold) {
        ZonedDateTime start = clear.wish().start();
        Integer minutes = clear.wish().durationMinutes();
        if (!start.toInstant().equals(hold.slot().start())) {
            return Optional.of(
                    asHeld("start", hold.slot().start().atZone(start.getZone()).toLocalDateTime()));
        }
        if (!Objects.requireNonNullElse(clear.named().service(), hold.service()).equals(hold.service())) {
            return Optional.of(asHeld("service", hold.service()));
        }
        if (!Objects.requireNonNullElse(clear.named().staff(), hold.staff()).equals(hold.staff())) {
            return Optional.of(asHeld("staff", hold.staff()));
        }
        long held = Duration.between(hold.slot().start(), hold.slot().end()).toMinutes();
        return minutes == null || minutes == held ? Optional.empty() : Optional.of(asHeld("durationMinutes", held));
    }

    private static Outcome asHeld(String field, Object held) {
        return Outcome.invalid(field, "invalid", held + ", as held");
    }

    /** The same wish spoken again in the same conversation is the booking it made before, as long as that lives. */
    private Mono<Acceptance> repeated(Asked asked, BookingWish wish, String service, @Nullable ReplyAddress address) {
        String conversation = wish.conversationId();
        if (conversation == null) {
            return Mono.empty();
        }
        String source = asked.id().source();
        return requests.lockConversation(source, conversation)
                .thenMany(bookings.liveInConversation(
                        source, conversation, service, wish.start().toInstant()))
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
        return placement
                .place(bookingId, wish.slot(), service -> Intake.refusal(service, wish.answers()), now, others::add)
                .flatMap(place -> switch (place) {
                    case Placement.Refused refused ->
                        refuse(asked, bookingId, clear.named(), wish.start().toInstant(), refused.outcome(), others);
                    case Placement.Taken taken ->
                        identification
                                .identified(wish.customer())
                                .flatMap(customer -> bookings.hold(newBooking(asked, wish, bookingId, taken, customer)))
                                .flatMap(booking -> placement.seated(booking, taken))
                                .flatMap(booking ->
                                        begin(asked, booking, Optional.of(taken.service()), now, others, address));
                });
    }

    private NewBooking newBooking(
            Asked asked, BookingWish wish, UUID bookingId, Placement.Taken place, Customer customer) {
        return new NewBooking(
                bookingId,
                lease,
                asked.expiresAt(),
                place.calendarId(),
                ids.eventId(bookingId, 1),
                place.service().id(),
                place.staff().id(),
                place.anyStaff(),
                place.slot(),
                place.service().bufferBefore(),
                place.service().bufferAfter(),
                wish.start().getZone(),
                businessZone,
                customer,
                wish.notes(),
                wish.guests(),
                wish.answers(),
                origin(asked, wish));
    }

    private static Origin origin(Asked asked, BookingWish wish) {
        return new Origin(asked.id().source(), asked.id().key(), wish.conversationId(), wish.toolCallId());
    }

    private Mono<Acceptance> refuse(Reading.Clear clear, UUID bookingId, Outcome outcome) {
        return refuse(
                clear.asked(), bookingId, clear.named(), clear.wish().start().toInstant(), outcome, List.of());
    }

    private Mono<Acceptance> refuse(
            Asked asked, UUID bookingId, Named named, @Nullable Instant start, Outcome outcome, List<Decided> others) {
        return outbox.add(events.refused(
                        bookingId, asked.id(), named.service(), named.staff(), start, named.timeZone(), outcome))
                .then(memo.remember(asked, outcome, others));
    }
}
