package dev.meridian.gateway;

import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.schema.Topics;
import dev.meridian.schema.availability.AvailabilityReply;
import dev.meridian.schema.availability.AvailabilityStatus;
import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.availability.OfferedSlot;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.BookingStatus;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;

/** Answers requests as workers would: one slot is free, can be held, and is taken whenever it is to be booked. */
class StubWorkers {

    static final UUID HELD = UUID.fromString("5f2b6f0e-1111-8222-8333-444455556666");
    static final Instant SLOT = Instant.parse("2026-11-23T17:00:00Z");

    final BlockingQueue<ConsumerRecord<String, SpecificRecord>> bookings = new LinkedBlockingQueue<>();
    final BlockingQueue<ConsumerRecord<String, SpecificRecord>> calls = new LinkedBlockingQueue<>();

    private final Replies replies;

    StubWorkers(Replies replies) {
        this.replies = replies;
    }

    @KafkaListener(topics = Topics.AVAILABILITY_REQUESTS_NAME, groupId = "availability-stub")
    void check(ConsumerRecord<String, SpecificRecord> record) {
        CheckAvailability question = (CheckAvailability) record.value();
        OfferedSlot slot = OfferedSlot.newBuilder()
                .setStart(SLOT)
                .setEnd(SLOT.plusSeconds(3600))
                .setLocalStart("2026-11-23T09:00:00-08:00")
                .setLocalEnd("2026-11-23T10:00:00-08:00")
                .setBusinessStart("2026-11-23T22:30:00+05:30")
                .setStaff("default")
                .setFreeStaff(List.of("default", "second"))
                .build();
        reply(
                record,
                AvailabilityReply.newBuilder()
                        .setRequestId(question.getRequestId())
                        .setStatus(AvailabilityStatus.AVAILABLE)
                        .setAsOf(SLOT.minusSeconds(300))
                        .setService("standard")
                        .setBusinessTimeZone("Asia/Kolkata")
                        .setSlots(List.of(slot))
                        .setSuggestions(List.of(slot))
                        .build());
    }

    @KafkaListener(topicPattern = Topics.BOOKING_REQUESTS_PATTERN, groupId = "booking-stub")
    void book(ConsumerRecord<String, SpecificRecord> record) {
        bookings.add(record);
        switch (record.value()) {
            case RequestBooking wish -> reply(record, reply(wish.getRequestId(), BookingStatus.SLOT_TAKEN));
            case RescheduleBooking wish ->
                reply(record, reply(wish.getRequestId(), BookingStatus.NOT_ALLOWED, "reschedule_notice"));
            case CancelBooking wish -> reply(record, reply(wish.getRequestId(), BookingStatus.NOT_FOUND));
            case HoldSlot wish ->
                reply(
                        record,
                        BookingReply.newBuilder(reply(wish.getRequestId(), BookingStatus.HELD))
                                .setBookingId(HELD)
                                .setHoldExpiresAt(SLOT)
                                .build());
            case ReleaseHold wish -> reply(record, reply(wish.getRequestId(), BookingStatus.CANCELLED));
            default ->
                throw new IllegalArgumentException(record.value().getSchema().getFullName());
        }
    }

    private static BookingReply reply(String requestId, BookingStatus status) {
        return reply(requestId, status, null);
    }

    private static BookingReply reply(String requestId, BookingStatus status, @Nullable String reason) {
        return BookingReply.newBuilder()
                .setRequestId(requestId)
                .setStatus(status)
                .setReason(reason)
                .build();
    }

    @KafkaListener(topics = "call.events.v1", groupId = "call-stub")
    void step(ConsumerRecord<String, SpecificRecord> record) {
        calls.add(record);
    }

    private void reply(ConsumerRecord<String, SpecificRecord> record, SpecificRecord reply) {
        Optional<ReplyAddress> address = ReplyAddress.of(record.headers());
        address.ifPresent(to -> replies.send(to, reply, "stub").join());
    }
}
