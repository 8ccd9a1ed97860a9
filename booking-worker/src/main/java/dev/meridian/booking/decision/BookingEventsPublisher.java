package dev.meridian.booking.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.bookings.upkeep.Clash;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.CloudEvent;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingDeclined;
import dev.meridian.schema.booking.BookingExpired;
import dev.meridian.schema.booking.BookingRefused;
import dev.meridian.schema.booking.BookingRescheduled;
import dev.meridian.schema.booking.CalendarClashFound;
import dev.meridian.schema.booking.ClashKind;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of {@code booking.events.v1} for the outbox. Ids, times and zones, no contact data. The identity of an
 * event follows from booking, type and version, so that the same fact is one event however often it is written.
 */
public final class BookingEventsPublisher {

    /** {@code ce_source} of whatever the booking worker publishes. */
    public static final String SOURCE = "booking-worker";

    private final AvroCodec codec;
    private final Clock clock;

    public BookingEventsPublisher(AvroCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
    }

    /** How a booking ended, by its state. */
    OutboxMessage ended(Booking booking, RequestKey asker) {
        SpecificRecord event = switch (booking.state()) {
            case REFUSED -> refused(booking);
            case EXPIRED -> expired(booking);
            case CANCELLED -> cancelled(booking, asker);
            case DECLINED -> declinedBecause(booking, null);
            case HELD, AWAITING_HOST, WRITING, CONFIRMED, MOVING, UNDOING, PARKED ->
                throw new IllegalStateException(booking + ": has not ended");
        };
        return message(booking.id(), booking.version(), event);
    }

    /** An appointment that stands in the calendar. */
    OutboxMessage confirmed(Booking booking) {
        BookingConfirmed event = BookingConfirmed.newBuilder()
                .setBookingId(booking.id())
                .setRequestId(booking.origin().requestKey())
                .setSource(booking.origin().source())
                .setService(booking.service())
                .setStaff(booking.staff())
                .setStart(booking.slot().start())
                .setEnd(booking.slot().end())
                .setTimeZone(booking.timeZone().getId())
                .setBusinessTimeZone(booking.businessZone().getId())
                .setCalendarEventId(booking.eventId())
                .setGeneration(booking.generation())
                .setVersion(booking.version())
                .build();
        return message(booking.id(), booking.version(), event);
    }

    /** A booking that the host did not want; the note is in the host's words. */
    OutboxMessage declined(Booking booking, @Nullable String note) {
        return message(booking.id(), booking.version(), declinedBecause(booking, note));
    }

    /** An appointment that has moved to its booking's slot. */
    OutboxMessage rescheduled(Booking booking, TimeRange previous, RequestKey asker) {
        BookingRescheduled event = BookingRescheduled.newBuilder()
                .setBookingId(booking.id())
                .setRequestId(asker.key())
                .setSource(asker.source())
                .setService(booking.service())
                .setStaff(booking.staff())
                .setPreviousStart(previous.start())
                .setPreviousEnd(previous.end())
                .setStart(booking.slot().start())
                .setEnd(booking.slot().end())
                .setTimeZone(booking.timeZone().getId())
                .setBusinessTimeZone(booking.businessZone().getId())
                .setCalendarEventId(booking.eventId())
                .setGeneration(booking.generation())
                .setVersion(booking.version())
                .build();
        return message(booking.id(), booking.version(), event);
    }

    /** A request that ended without a booking. */
    public OutboxMessage refused(
            UUID bookingId,
            RequestKey request,
            @Nullable String service,
            @Nullable String staff,
            @Nullable Instant start,
            String timeZone,
            Outcome outcome) {
        BookingRefused event = BookingRefused.newBuilder()
                .setBookingId(bookingId)
                .setRequestId(request.key())
                .setSource(request.source())
                .setService(service)
                .setStaff(staff)
                .setStart(start)
                .setTimeZone(timeZone)
                .setReason(reason(outcome))
                .setVersion(1)
                .build();
        return message(bookingId, 1, event);
    }

    /** The calendar and the book disagree. One event for each clash, however often it is written. */
    public OutboxMessage clash(Booking booking, Clash clash) {
        CalendarClashFound event = CalendarClashFound.newBuilder()
                .setBookingId(booking.id())
                .setStaff(booking.staff())
                .setCalendarId(clash.calendarId())
                .setCalendarEventId(clash.eventId())
                .setKind(ClashKind.valueOf(clash.kind().name()))
                .setStart(booking.slot().start())
                .setEnd(booking.slot().end())
                .setFoundAt(clash.foundAt())
                .setVersion(booking.version())
                .build();
        String fact = clash.kind() + "|" + clash.eventId() + "|" + clash.foundAt();
        return message(booking.id(), fact, event);
    }

    // A field that is wrong has a reason of its own for who asked; the public learns that the request was invalid.
    private static String reason(Outcome outcome) {
        return outcome.status() == Outcome.Status.INVALID
                ? "invalid"
                : Objects.requireNonNullElseGet(
                        outcome.reason(), () -> outcome.status().name().toLowerCase(Locale.ROOT));
    }

    private static BookingRefused refused(Booking booking) {
        return BookingRefused.newBuilder()
                .setBookingId(booking.id())
                .setRequestId(booking.origin().requestKey())
                .setSource(booking.origin().source())
                .setService(booking.service())
                .setStaff(booking.staff())
                .setStart(booking.slot().start())
                .setTimeZone(booking.timeZone().getId())
                .setReason(Objects.requireNonNullElse(booking.reason(), "refused"))
                .setVersion(booking.version())
                .build();
    }

    private static BookingExpired expired(Booking booking) {
        return BookingExpired.newBuilder()
                .setBookingId(booking.id())
                .setRequestId(booking.origin().requestKey())
                .setSource(booking.origin().source())
                .setService(booking.service())
                .setStaff(booking.staff())
                .setStart(booking.slot().start())
                .setTimeZone(booking.timeZone().getId())
                .setVersion(booking.version())
                .build();
    }

    private static BookingCancelled cancelled(Booking booking, RequestKey asker) {
        return BookingCancelled.newBuilder()
                .setBookingId(booking.id())
                .setRequestId(asker.key())
                .setSource(asker.source())
                .setService(booking.service())
                .setStaff(booking.staff())
                .setStart(booking.slot().start())
                .setEnd(booking.slot().end())
                .setTimeZone(booking.timeZone().getId())
                .setBusinessTimeZone(booking.businessZone().getId())
                .setReason(booking.reason())
                .setVersion(booking.version())
                .build();
    }

    private static BookingDeclined declinedBecause(Booking booking, @Nullable String note) {
        return BookingDeclined.newBuilder()
                .setBookingId(booking.id())
                .setRequestId(booking.origin().requestKey())
                .setSource(booking.origin().source())
                .setService(booking.service())
                .setStaff(booking.staff())
                .setStart(booking.slot().start())
                .setEnd(booking.slot().end())
                .setTimeZone(booking.timeZone().getId())
                .setBusinessTimeZone(booking.businessZone().getId())
                .setReason(note)
                .setVersion(booking.version())
                .build();
    }

    private OutboxMessage message(UUID bookingId, int version, SpecificRecord event) {
        return message(bookingId, Integer.toString(version), event);
    }

    private OutboxMessage message(UUID bookingId, String fact, SpecificRecord event) {
        String name = event.getSchema().getName();
        UUID id = UUID.nameUUIDFromBytes((bookingId + "|" + name + "|" + fact).getBytes(UTF_8));
        Map<String, String> headers = CloudEvent.of(id.toString(), SOURCE, event.getSchema(), clock.instant())
                .texts();
        String topic = Topics.BOOKING_EVENTS.name();
        return new OutboxMessage(id, topic, bookingId.toString(), headers, ByteBuffer.wrap(codec.encode(topic, event)));
    }
}
