package dev.meridian.booking.identity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
class IdentityConfiguration {

    @Bean
    BookingIds bookingIds(IdentitySettings settings) {
        return new BookingIds(settings.secret(), settings.tenant());
    }
}
