package dev.meridian.booking.request;

import static dev.meridian.booking.request.RequestMapping.blankToNull;
import static dev.meridian.booking.request.RequestMapping.expiry;

import dev.meridian.bookings.request.Commands;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;

/** Reads {@code HoldSlot} and {@code ReleaseHold} records. */
final class HoldMapping {

    private HoldMapping() {}

    /** Understands a request whose id can be kept as a key; published at {@code recordTime}. */
    static HoldReading read(HoldSlot request, String source, Instant recordTime) {
        String service = blankToNull(request.getService());
        String staff = blankToNull(request.getStaff());
        Integer duration = request.getDurationMinutes();
        String conversation = blankToNull(request.getConversationId());
        Asked asked = new Asked(
                new RequestKey(source, request.getRequestId()),
                Commands.HOLD_SLOT,
                new Fingerprint(Commands.HOLD_SLOT)
                        .add("start", request.getStart())
                        .add("timeZone", request.getTimeZone())
                        .add("offset", request.getOffset())
                        .add("service", service)
                        .add("staff", staff)
                        .add("durationMinutes", duration)
                        .add("conversationId", conversation)
                        .hash(),
                expiry(request.getExpiresAt(), recordTime));
        Fields fields = new Fields();
        ZonedDateTime start = fields.start(request.getStart(), request.getTimeZone(), blankToNull(request.getOffset()));
        fields.require(duration == null || duration > 0, "durationMinutes", "> 0");
        fields.text("service", service, Fields.MAX_NAME);
        fields.text("staff", staff, Fields.MAX_NAME);
        fields.text("conversationId", conversation, Fields.MAX_NAME);
        Outcome refusal = fields.refusal();
        if (start == null || refusal != null) {
            return new HoldReading.Unclear(
                    asked, Objects.requireNonNullElseGet(refusal, () -> Outcome.invalid("start", "invalid", "a time")));
        }
        SlotWish wish = new SlotWish(start, Objects.requireNonNullElse(service, Service.STANDARD), staff, duration);
        return new HoldReading.Clear(asked, wish, conversation);
    }

    /** Understands a request whose id can be kept as a key; published at {@code recordTime}. */
    static Asked read(ReleaseHold request, String source, Instant recordTime) {
        return new Asked(
                new RequestKey(source, request.getRequestId()),
                Commands.RELEASE_HOLD,
                new Fingerprint(Commands.RELEASE_HOLD)
                        .add("holdToken", request.getHoldToken())
                        .hash(),
                expiry(request.getExpiresAt(), recordTime));
    }
}
