package dev.meridian.booking.saga;

import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.google.GoogleSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SagaSettings.class)
class SagaConfiguration {

    /** This process, as owner of bookings; another name after each start, so that operators can tell lives apart. */
    @Bean
    Lease lease(SagaSettings settings) {
        return new Lease("booking-worker-" + UUID.randomUUID().toString().substring(0, 8), settings.lease());
    }

    @Bean
    SagaMeters sagaMeters(MeterRegistry meters) {
        return new SagaMeters(meters);
    }

    @Bean
    CalendarSteps calendarSteps(
            CalendarConnector connector, GoogleSettings google, Bookings bookings, Catalogue catalogue) {
        return new CalendarSteps(connector, bookings, catalogue, google.invite());
    }

    @Bean
    ErasureSweep erasureSweep(Erasures erasures, Bookings bookings, CalendarSteps calendar, MeterRegistry meters) {
        return new ErasureSweep(
                erasures,
                new EventErasure(erasures, bookings, calendar, new Backoff(RandomGenerator.getDefault())),
                meters);
    }

    @Bean
    Saga saga(
            CalendarSteps calendar,
            Bookings bookings,
            Decisions decisions,
            Transactions transactions,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            Lease lease,
            SagaMeters meters) {
        return new Saga(
                calendar,
                bookings,
                decisions,
                transactions,
                replies,
                relay,
                new Backoff(RandomGenerator.getDefault()),
                lease,
                meters);
    }

    @Bean
    Sagas sagas(Saga saga, Bookings bookings, Lease lease, SagaSettings settings, SagaMeters meters) {
        return new Sagas(saga, bookings, lease, settings.sweep(), settings.concurrency(), meters);
    }
}
