package dev.meridian.booking.saga;

import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Erasures;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.upkeep.CalendarSyncs;
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
    SessionEvents sessionEvents(
            CalendarConnector connector,
            GoogleSettings google,
            Bookings bookings,
            Catalogue catalogue,
            BookingIds ids) {
        return new SessionEvents(connector, bookings, catalogue, ids, google.invite());
    }

    @Bean
    CalendarSteps calendarSteps(
            CalendarConnector connector,
            GoogleSettings google,
            Bookings bookings,
            Occupancies occupancies,
            Sessions sessions,
            Catalogue catalogue,
            CalendarSyncs syncs) {
        return new CalendarSteps(
                connector,
                bookings,
                occupancies,
                sessions,
                catalogue,
                calendarId -> syncs.request(calendarId, false).block(),
                google.invite());
    }

    @Bean
    ErasureSweep erasureSweep(
            Erasures erasures,
            Bookings bookings,
            Sessions sessions,
            CalendarSteps calendar,
            SessionEvents shared,
            MeterRegistry meters) {
        return new ErasureSweep(
                erasures,
                new EventErasure(
                        erasures, bookings, sessions, calendar, shared, new Backoff(RandomGenerator.getDefault())),
                meters);
    }

    @Bean
    Saga saga(
            CalendarSteps calendar,
            Sessions sessions,
            Seating seating,
            SessionEvents events,
            Bookings bookings,
            Decisions decisions,
            Transactions transactions,
            OtherStaff otherStaff,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            Lease lease,
            SagaMeters meters) {
        return new Saga(
                calendar,
                new SeatSteps(sessions, seating, events, transactions),
                bookings,
                decisions,
                transactions,
                otherStaff,
                replies,
                relay,
                new Backoff(RandomGenerator.getDefault()),
                lease,
                meters);
    }

    @Bean
    Sagas sagas(
            Saga saga,
            Bookings bookings,
            Sessions sessions,
            SessionEvents events,
            Transactions transactions,
            Lease lease,
            SagaSettings settings,
            SagaMeters meters) {
        Tidying tidying = new Tidying(sessions, events, transactions, new Backoff(RandomGenerator.getDefault()));
        return new Sagas(saga, bookings, sessions, tidying, lease, settings.sweep(), settings.concurrency(), meters);
    }
}
