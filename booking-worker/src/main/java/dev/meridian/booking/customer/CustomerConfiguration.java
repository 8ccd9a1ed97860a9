package dev.meridian.booking.customer;

import dev.meridian.bookings.customer.Profiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {

    @Bean
    BookingEventsListener bookingEventsListener(Profiles profiles) {
        return new BookingEventsListener(profiles);
    }
}
