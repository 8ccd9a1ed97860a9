package dev.meridian.gateway.request;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Requests;
import dev.meridian.gateway.caller.CallerSettings;
import dev.meridian.messaging.request.RequestReply;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** The ports of this package on Kafka and Postgres. */
@Configuration(proxyBeanMethods = false)
public class RequestConfiguration {

    @Bean
    Availability availability(RequestReply requests, CallerSettings settings) {
        return new AvailabilityPublisher(requests, settings.businessZone());
    }

    @Bean
    Mailbox mailbox(Requests requests, Bookings bookings) {
        return Mailbox.of(requests, bookings);
    }

    @Bean
    CallerBookings callerBookings(Bookings bookings) {
        return new VoiceBookings(bookings);
    }

    @Bean
    Register register(Bookings bookings) {
        return Register.of(bookings);
    }

    @Bean
    BookingDesk bookingDesk(
            RequestReply requests, Mailbox mailbox, Availability availability, BookingIds ids, Clock clock) {
        Waiting waiting =
                new Waiting(new BookingRequestPublisher(requests, clock), mailbox, clock, Schedulers.parallel());
        return new WaitingDesk(waiting, new Alternatives(availability, clock), ids, clock);
    }
}
