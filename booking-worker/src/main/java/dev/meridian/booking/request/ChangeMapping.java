package dev.meridian.booking.request;

import static dev.meridian.booking.request.RequestMapping.blankToNull;
import static dev.meridian.booking.request.RequestMapping.expiry;

import dev.meridian.bookings.request.Commands;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;

/** Reads {@code RescheduleBooking}, {@code CancelBooking} and {@code DecideBooking} records. */
final class ChangeMapping {

    private ChangeMapping() {}

    /** Understands a request whose id can be kept as a key; published at {@code recordTime}. */
    static Understanding<MoveWish> read(RescheduleBooking request, String source, Instant recordTime) {
        Asked asked = new Asked(
                new RequestKey(source, request.getRequestId()),
                Commands.RESCHEDULE_BOOKING,
                new Fingerprint(Commands.RESCHEDULE_BOOKING)
                        .add("bookingId", request.getBookingId())
                        .add("start", request.getStart())
                        .add("timeZone", request.getTimeZone())
                        .add("offset", request.getOffset())
                        .add("expectedVersion", request.getExpectedVersion())
                        .add("conversationId", blankToNull(request.getConversationId()))
                        .hash(),
                expiry(request.getExpiresAt(), recordTime));
        Fields fields = new Fields();
        ZonedDateTime start = fields.start(request.getStart(), request.getTimeZone(), blankToNull(request.getOffset()));
        fields.text("conversationId", request.getConversationId(), Fields.MAX_NAME);
        Outcome refusal = fields.refusal();
        if (start == null || refusal != null) {
            return new Understanding.Unclear<>(
                    asked,
                    request.getBookingId(),
                    Objects.requireNonNullElseGet(refusal, () -> Outcome.invalid("start", "invalid", "a time")));
        }
        return new Understanding.Clear<>(
                asked, request.getBookingId(), new MoveWish(start, request.getExpectedVersion()));
    }

    /** Understands a request whose id can be kept as a key; published at {@code recordTime}. */
    static Understanding<CancelWish> read(CancelBooking request, String source, Instant recordTime) {
        String note = blankToNull(request.getReason());
        Asked asked = new Asked(
                new RequestKey(source, request.getRequestId()),
                Commands.CANCEL_BOOKING,
                new Fingerprint(Commands.CANCEL_BOOKING)
                        .add("bookingId", request.getBookingId())
                        .add("reason", note)
                        .add("conversationId", blankToNull(request.getConversationId()))
                        .hash(),
                expiry(request.getExpiresAt(), recordTime));
        Fields fields = new Fields();
        fields.text("reason", note, Fields.MAX_TEXT);
        fields.text("conversationId", request.getConversationId(), Fields.MAX_NAME);
        Outcome refusal = fields.refusal();
        return refusal == null
                ? new Understanding.Clear<>(asked, request.getBookingId(), new CancelWish(note))
                : new Understanding.Unclear<>(asked, request.getBookingId(), refusal);
    }

    /** Whether it is a word that this version knows. */
    static boolean isKnown(DecideBooking request) {
        return request.getDecision() != Decision.UNKNOWN;
    }

    /** Understands a request whose id can be kept as a key, and whose word {@link #isKnown}; published at {@code recordTime}. */
    static Understanding<HostsWord> read(DecideBooking request, String source, Instant recordTime) {
        String note = blankToNull(request.getReason());
        Asked asked = new Asked(
                new RequestKey(source, request.getRequestId()),
                Commands.DECIDE_BOOKING,
                new Fingerprint(Commands.DECIDE_BOOKING)
                        .add("bookingId", request.getBookingId())
                        .add("decision", request.getDecision())
                        .add("reason", note)
                        .hash(),
                expiry(request.getExpiresAt(), recordTime));
        Fields fields = new Fields();
        fields.text("reason", note, Fields.MAX_TEXT);
        Outcome refusal = fields.refusal();
        boolean accepts = request.getDecision() == Decision.ACCEPT;
        return refusal == null
                ? new Understanding.Clear<>(
                        asked, request.getBookingId(), new HostsWord(accepts, accepts ? null : note))
                : new Understanding.Unclear<>(asked, request.getBookingId(), refusal);
    }
}
