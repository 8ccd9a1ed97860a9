package dev.meridian.booking.janitor;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.bookings.outbox.OutboxMessage;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.CloudEvent;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.schema.Topics;
import dev.meridian.schema.calendar.BusyTime;
import dev.meridian.schema.calendar.CalendarBusy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes the records of {@code calendar.busy.v1} for the outbox. */
final class CalendarBusyPublisher {

    private static final String TOPIC = Topics.CALENDAR_BUSY.name();

    private final AvroCodec codec;

    CalendarBusyPublisher(AvroCodec codec) {
        this.codec = codec;
    }

    /** When a calendar is busy within a range, as it said at a moment. */
    OutboxMessage busy(String calendarId, TimeRange range, Instant asOf, List<TimeRange> busy) {
        CalendarBusy record = CalendarBusy.newBuilder()
                .setCalendarId(calendarId)
                .setFrom(range.start())
                .setTo(range.end())
                .setAsOf(asOf)
                .setBusy(busy.stream()
                        .map(time -> new BusyTime(time.start(), time.end()))
                        .toList())
                .build();
        UUID id = UUID.randomUUID();
        CloudEvent event = CloudEvent.of(id.toString(), BookingEventsPublisher.SOURCE, record.getSchema(), asOf);
        return new OutboxMessage(id, TOPIC, calendarId, event.texts(), ByteBuffer.wrap(codec.encode(TOPIC, record)));
    }
}
