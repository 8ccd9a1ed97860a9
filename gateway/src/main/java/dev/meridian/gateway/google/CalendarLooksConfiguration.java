package dev.meridian.gateway.google;

import dev.meridian.bookings.upkeep.CalendarSyncs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The looks at calendars in Postgres, where the booking workers find what is asked for. */
@Configuration(proxyBeanMethods = false)
public class CalendarLooksConfiguration {

    @Bean
    CalendarLooks calendarLooks(CalendarSyncs syncs) {
        return calendarId -> syncs.request(calendarId, false);
    }
}
