package dev.meridian.calendars.google;

import dev.meridian.calendars.CalendarConnector;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The calendar of {@code meridian.google.*}, checked before anything uses it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GoogleSettings.class)
public class CalendarsConfiguration {

    /** Fails the start with a {@link CalendarSetupException} when the calendar can not be used as configured. */
    @Bean
    CalendarConnector calendarConnector(GoogleSettings settings, Environment environment) {
        var complete = settings.credentials() != null
                ? settings
                : settings.withCredentials(
                        Optional.ofNullable(environment.getProperty("GOOGLE_APPLICATION_CREDENTIALS"))
                                .orElse(""));
        return GoogleCalendar.checked(complete, Clock.systemUTC().instant());
    }
}
