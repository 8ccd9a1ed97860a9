package dev.meridian.booking.customer;

import dev.meridian.bookings.customer.Lesson;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.bookings.database.Unavailable;
import dev.meridian.messaging.MessagingConfiguration;
import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingDeclined;
import dev.meridian.schema.booking.BookingRescheduled;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Learns from the booking events when customers come. Events tell no customer: the booking does, in the book. What is read again,
 * late or out of order teaches nothing new, since of each booking only the newest version counts. Events of other kinds, and of later
 * versions, are passed over.
 */
final class BookingEventsListener {

    /** A group of its own: how far requests were read has nothing to do with how far was learnt. */
    static final String GROUP = "booking-worker.patterns";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Profiles profiles;

    BookingEventsListener(Profiles profiles) {
        this.profiles = profiles;
    }

    @KafkaListener(id = GROUP, topics = Topics.BOOKING_EVENTS_NAME, containerFactory = MessagingConfiguration.PATIENT)
    void receive(ConsumerRecord<String, @Nullable SpecificRecord> record) {
        lesson(record.value()).ifPresent(this::learn);
    }

    private static Optional<Lesson> lesson(@Nullable SpecificRecord event) {
        return switch (event) {
            case null -> throw new PoisonRecord("value: null (expected: a booking event)");
            case BookingConfirmed confirmed ->
                Optional.of(Lesson.on(
                        confirmed.getBookingId(),
                        confirmed.getVersion(),
                        confirmed.getStart(),
                        zone(confirmed.getTimeZone())));
            case BookingRescheduled moved ->
                Optional.of(Lesson.on(
                        moved.getBookingId(), moved.getVersion(), moved.getStart(), zone(moved.getTimeZone())));
            case BookingCancelled cancelled ->
                Optional.of(Lesson.off(cancelled.getBookingId(), cancelled.getVersion()));
            case BookingDeclined declined -> Optional.of(Lesson.off(declined.getBookingId(), declined.getVersion()));
            default -> Optional.empty();
        };
    }

    private void learn(Lesson lesson) {
        try {
            profiles.learn(lesson).block(PATIENCE);
        } catch (RuntimeException e) {
            if (Unavailable.is(e)) {
                throw new TransientFailure("the book is not to be reached: " + Unavailable.name(e), e);
            }
            throw e;
        }
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new PoisonRecord("timeZone: " + id + " (expected: an IANA time zone id)");
        }
    }
}
