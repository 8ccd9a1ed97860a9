package dev.meridian.booking.decision;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Requests;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.serde.AvroCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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
    Decisions decisions(
            Bookings bookings,
            Occupancies occupancies,
            Requests requests,
            Outbox outbox,
            BookingEventsPublisher events) {
        return new Decisions(bookings, occupancies, requests, outbox, events);
    }
}
