package dev.meridian.bookings.identity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ids and tokens under the installation's secret; for whoever makes bookings or has to name one before it is made. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityConfiguration {

    @Bean
    BookingIds bookingIds(IdentitySettings settings) {
        return new BookingIds(settings.secret(), settings.tenant());
    }

    @Bean
    ChannelTokens channelTokens(IdentitySettings settings) {
        return new ChannelTokens(settings.secret());
    }
}
