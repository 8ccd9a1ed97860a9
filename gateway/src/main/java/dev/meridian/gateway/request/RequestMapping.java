package dev.meridian.gateway.request;

import dev.meridian.bookings.request.Commands;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Wishes as they stand on Kafka. */
final class RequestMapping {

    private RequestMapping() {}

    /** What is asked, as the book remembers it. */
    static String command(Wish wish) {
        return switch (wish) {
            case BookingWish booking -> Commands.REQUEST_BOOKING;
            case MoveWish move -> Commands.RESCHEDULE_BOOKING;
            case CancelWish cancel -> Commands.CANCEL_BOOKING;
            case DecisionWish decision -> Commands.DECIDE_BOOKING;
            case HoldWish hold -> Commands.HOLD_SLOT;
            case ReleaseWish release -> Commands.RELEASE_HOLD;
        };
    }

    /** The record's key: what belongs to one person or service stays in order. */
    static String key(Wish wish) {
        return switch (wish) {
            case TimedWish timed -> Keys.of(timed.staff(), timed.service());
            case CancelWish cancel -> cancel.booking().staff();
            case DecisionWish decision -> decision.booking().staff();
            case ReleaseWish release -> Keys.of(null, null);
        };
    }

    /** The record itself. */
    static SpecificRecord record(Wish wish, Instant expiresAt) {
        return switch (wish) {
            case BookingWish booking -> record(booking, expiresAt);
            case MoveWish move -> record(move, expiresAt);
            case CancelWish cancel -> record(cancel, expiresAt);
            case DecisionWish decision -> record(decision, expiresAt);
            case HoldWish hold -> record(hold, expiresAt);
            case ReleaseWish release -> record(release, expiresAt);
        };
    }

    private static RequestBooking record(BookingWish wish, Instant expiresAt) {
        return RequestBooking.newBuilder()
                .setRequestId(wish.id().key())
                .setExpiresAt(expiresAt)
                .setStart(wish.local().toString())
                .setTimeZone(wish.zone().getId())
                .setOffset(offset(wish))
                .setService(wish.service())
                .setStaff(wish.staff())
                .setDurationMinutes(wish.durationMinutes())
                .setCustomer(Customer.newBuilder()
                        .setName(wish.name())
                        .setPhone(wish.phone())
                        .setEmail(wish.email())
                        .build())
                .setNotes(wish.notes())
                .setGuests(wish.guests())
                .setAnswers(wish.answers())
                .setConversationId(wish.conversationId())
                .setToolCallId(wish.toolCallId())
                .setHoldToken(wish.holdToken())
                .build();
    }

    private static RescheduleBooking record(MoveWish wish, Instant expiresAt) {
        return RescheduleBooking.newBuilder()
                .setRequestId(wish.id().key())
                .setExpiresAt(expiresAt)
                .setBookingId(wish.booking().id())
                .setStart(wish.local().toString())
                .setTimeZone(wish.zone().getId())
                .setOffset(offset(wish))
                .setConversationId(wish.conversationId())
                .build();
    }

    private static CancelBooking record(CancelWish wish, Instant expiresAt) {
        return CancelBooking.newBuilder()
                .setRequestId(wish.id().key())
                .setExpiresAt(expiresAt)
                .setBookingId(wish.booking().id())
                .setReason(wish.reason())
                .setConversationId(wish.conversationId())
                .build();
    }

    private static DecideBooking record(DecisionWish wish, Instant expiresAt) {
        return DecideBooking.newBuilder()
                .setRequestId(wish.id().key())
                .setExpiresAt(expiresAt)
                .setBookingId(wish.booking().id())
                .setDecision(wish.accepts() ? Decision.ACCEPT : Decision.DECLINE)
                .setReason(wish.reason())
                .build();
    }

    private static HoldSlot record(HoldWish wish, Instant expiresAt) {
        return HoldSlot.newBuilder()
                .setRequestId(wish.id().key())
                .setExpiresAt(expiresAt)
                .setStart(wish.local().toString())
                .setTimeZone(wish.zone().getId())
                .setOffset(offset(wish))
                .setService(wish.service())
                .setStaff(wish.staff())
                .setDurationMinutes(wish.durationMinutes())
                .setConversationId(wish.conversationId())
                .build();
    }

    private static ReleaseHold record(ReleaseWish wish, Instant expiresAt) {
        return ReleaseHold.newBuilder()
                .setRequestId(wish.id().key())
                .setExpiresAt(expiresAt)
                .setHoldToken(wish.holdToken())
                .build();
    }

    private static @Nullable String offset(TimedWish wish) {
        ZoneOffset offset = wish.distinguishingOffset();
        if (offset == null) {
            return null;
        }
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }
}
