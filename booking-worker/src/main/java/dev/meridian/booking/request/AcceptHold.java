package dev.meridian.booking.request;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.messaging.request.ReplyAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * T1 of {@code HoldSlot}: takes a slot as a booking would and keeps it for whoever asked, for a while. Decided here and now;
 * there is nothing for a saga to do and nothing for the public to hear.
 */
final class AcceptHold {

    private static final Customer NOBODY = new Customer("", null, null);

    private final RequestMemo memo;
    private final Requests requests;
    private final Bookings bookings;
    private final SlotPlacement placement;
    private final BookingIds ids;
    private final HoldSettings settings;
    private final ZoneId businessZone;

    AcceptHold(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            SlotPlacement placement,
            BookingIds ids,
            HoldSettings settings,
            ZoneId businessZone) {
        this.memo = memo;
        this.requests = requests;
        this.bookings = bookings;
        this.placement = placement;
        this.ids = ids;
        this.settings = settings;
        this.businessZone = businessZone;
    }

    Mono<Acceptance> accept(HoldReading reading, @Nullable ReplyAddress address) {
        UUID bookingId = ids.bookingId(reading.asked().id());
        return memo.accept(reading.asked(), bookingId, address, now -> switch (reading) {
            case HoldReading.Unclear unclear -> memo.remember(unclear.asked(), unclear.refusal(), List.of());
            case HoldReading.Clear clear -> unlessTooMany(clear, bookingId, now);
        });
    }

    // Counted under the lock that all holds of the caller are made under: two at once must not both be the last.
    private Mono<Acceptance> unlessTooMany(HoldReading.Clear clear, UUID bookingId, Instant now) {
        String source = clear.asked().id().source();
        String conversation = clear.conversationId();
        return requests.lockConversation(source, Objects.requireNonNullElse(conversation, ""))
                .then(Mono.defer(() -> bookings.kept(source, conversation)))
                .flatMap(kept -> kept < settings.perCaller()
                        ? keep(clear, bookingId, now)
                        : memo.remember(
                                clear.asked(), Outcome.of(Outcome.Status.NOT_ALLOWED, "too_many_holds"), List.of()));
    }

    private Mono<Acceptance> keep(HoldReading.Clear clear, UUID bookingId, Instant now) {
        List<Decided> others = new ArrayList<>();
        Instant until = now.plus(settings.length());
        return placement.place(bookingId, clear.wish(), now, others::add).flatMap(place -> switch (place) {
            case Placement.Refused refused -> memo.remember(clear.asked(), refused.outcome(), others);
            case Placement.Taken taken ->
                bookings.hold(kept(clear, bookingId, until, taken))
                        .flatMap(booking -> placement.seated(booking, taken))
                        .then(memo.remember(clear.asked(), Outcome.held(bookingId, until), others));
        });
    }

    private NewBooking kept(HoldReading.Clear clear, UUID bookingId, Instant until, Placement.Taken place) {
        return new NewBooking(
                bookingId,
                null,
                until,
                place.calendarId(),
                ids.eventId(bookingId, 1),
                place.service().id(),
                place.staff().id(),
                false,
                place.slot(),
                place.service().bufferBefore(),
                place.service().bufferAfter(),
                clear.wish().start().getZone(),
                businessZone,
                NOBODY,
                null,
                List.of(),
                Map.of(),
                new Origin(clear.asked().id().source(), clear.asked().id().key(), clear.conversationId(), null));
    }
}
