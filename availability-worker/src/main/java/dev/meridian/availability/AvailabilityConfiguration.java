package dev.meridian.availability;

import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Profiles;
import dev.meridian.bookings.customer.SuggestionSettings;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.staffing.Loads;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.topic.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AvailabilitySettings.class, SuggestionSettings.class})
class AvailabilityConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    BusyMirror busyMirror(AvailabilitySettings settings, Clock clock) {
        return new BusyMirror(settings.mirrorAge(), clock);
    }

    @Bean
    CalendarBusyListener calendarBusyListener(KafkaClients clients, AvroCodec codec, BusyMirror mirror) {
        return new CalendarBusyListener(clients::tailReader, codec, mirror);
    }

    @Bean
    BusyCalendars busyCalendars(CalendarConnector connector, BusyMirror mirror, Clock clock) {
        return new BusyCalendars(connector, mirror, clock);
    }

    @Bean
    Availability availability(
            Catalogue catalogue,
            Occupancies occupancies,
            Sessions sessions,
            Loads loads,
            BusyCalendars calendars,
            Profiles profiles,
            SuggestionSettings suggestions,
            Clock clock,
            @Value("${meridian.business-zone:Asia/Kolkata}") ZoneId businessZone) {
        return new Availability(
                catalogue,
                calendars,
                occupancies,
                sessions,
                new Picks(profiles, suggestions.weights()),
                loads,
                businessZone,
                clock);
    }

    @Bean(destroyMethod = "close")
    BoundedExecutor availabilityExecutor(AvailabilitySettings settings) {
        return new BoundedExecutor(settings.maxRunning());
    }

    @Bean
    AvailabilityRequestsListener availabilityRequestsListener(
            Availability availability,
            BoundedExecutor availabilityExecutor,
            Replies replies,
            Clock clock,
            MeterRegistry meters) {
        return new AvailabilityRequestsListener(availability, availabilityExecutor, replies, clock, meters);
    }
}
