package dev.meridian.booking.decision;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.serde.AvroCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    @Bean
    BookingEventsPublisher bookingEventsPublisher(AvroCodec codec, Clock clock) {
        return new BookingEventsPublisher(codec, clock);
    }

    @Bean
    BookingRepliesPublisher bookingRepliesPublisher(Replies replies, BookingIds ids, MeterRegistry meters) {
        return new BookingRepliesPublisher(replies, ids, meters);
    }

    @Bean
    Seating seating(
            Sessions sessions,
            Bookings bookings,
            Occupancies occupancies,
            BookingIds ids,
            @Value("${meridian.business-zone:Asia/Kolkata}") ZoneId businessZone) {
        return new Seating(sessions, bookings, occupancies, ids, businessZone);
    }

    @Bean
    Decisions decisions(
            Bookings bookings,
            Occupancies occupancies,
            Seating seating,
            Requests requests,
            Outbox outbox,
            BookingEventsPublisher events) {
        return new Decisions(bookings, occupancies, seating, requests, outbox, events);
    }
}
