package dev.meridian.booking.janitor;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.saga.Backoff;
import dev.meridian.booking.saga.SessionEvents;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Identification;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.identity.ChannelTokens;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.upkeep.Audits;
import dev.meridian.bookings.upkeep.CalendarChannels;
import dev.meridian.bookings.upkeep.CalendarSyncs;
import dev.meridian.bookings.upkeep.Clashes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.messaging.serde.AvroCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({JanitorSettings.class, PublicAddress.class})
class JanitorConfiguration {

    @Bean
    JanitorMeters janitorMeters(MeterRegistry registry) {
        return new JanitorMeters(registry);
    }

    @Bean
    OwnEvents ownEvents(Bookings bookings, Sessions sessions, BookingIds ids) {
        return new OwnEvents(bookings, sessions, ids);
    }

    @Bean
    Reports reports(
            Clashes clashes,
            Outbox outbox,
            BookingEventsPublisher events,
            Transactions transactions,
            OutboxRelay relay) {
        return new Reports(clashes, outbox, events, transactions, relay);
    }

    @Bean
    HostChanges hostChanges(
            Decisions decisions,
            Clashes clashes,
            Reports reports,
            Transactions transactions,
            BookingRepliesPublisher replies,
            OutboxRelay relay,
            JanitorSettings settings,
            JanitorMeters meters) {
        return new HostChanges(
                decisions, clashes, reports, transactions, replies, relay, settings.followHost(), meters);
    }

    @Bean
    LostBookings lostBookings(
            Catalogue catalogue,
            Bookings bookings,
            Occupancies occupancies,
            Decisions decisions,
            Identification identification,
            Reports reports,
            Transactions transactions,
            OutboxRelay relay,
            @Value("${meridian.business-zone:Asia/Kolkata}") ZoneId businessZone,
            JanitorMeters meters) {
        return new LostBookings(
                catalogue,
                bookings,
                occupancies,
                decisions,
                identification,
                reports,
                transactions,
                relay,
                businessZone,
                meters);
    }

    @Bean
    CalendarLook calendarLook(
            CalendarConnector calendar,
            Bookings bookings,
            Sessions sessions,
            Seating seating,
            SessionEvents sessionEvents,
            CalendarSyncs syncs,
            Clashes clashes,
            OwnEvents own,
            HostChanges host,
            LostBookings lost,
            Reports reports,
            Transactions transactions,
            JanitorSettings settings,
            JanitorMeters meters) {
        return new CalendarLook(
                calendar,
                bookings,
                sessions,
                seating,
                sessionEvents,
                syncs,
                clashes,
                own,
                host,
                lost,
                reports,
                transactions,
                settings.grace(),
                meters);
    }

    @Bean
    BusyLook busyLook(CalendarConnector calendar, AvroCodec codec, Clock clock, JanitorMeters meters) {
        return new BusyLook(calendar, new CalendarBusyPublisher(codec), clock, meters);
    }

    @Bean
    CalendarKeeper calendarKeeper(
            CalendarLook look,
            BusyLook busyLook,
            CalendarSyncs syncs,
            Catalogue catalogue,
            Bookings bookings,
            Outbox outbox,
            OutboxRelay relay,
            Transactions transactions,
            Lease lease,
            JanitorSettings settings,
            JanitorMeters meters) {
        return new CalendarKeeper(
                look,
                busyLook,
                syncs,
                catalogue,
                bookings,
                outbox,
                relay,
                transactions,
                new Backoff(RandomGenerator.getDefault()),
                new Lease(lease.owner(), settings.lease()),
                settings.sync(),
                meters);
    }

    @Bean
    ChannelKeeper channelKeeper(
            CalendarConnector calendar,
            CalendarChannels channels,
            ChannelTokens tokens,
            PublicAddress address,
            Transactions transactions,
            JanitorMeters meters) {
        return new ChannelKeeper(
                calendar,
                channels,
                tokens,
                address.notifications(),
                transactions,
                new Backoff(RandomGenerator.getDefault()),
                meters);
    }

    @Bean
    Audit audit(
            Audits audits,
            Bookings bookings,
            Sessions sessions,
            SessionEvents sessionEvents,
            CalendarSyncs syncs,
            CalendarConnector calendar,
            OwnEvents own,
            Transactions transactions,
            Lease lease,
            JanitorSettings settings,
            MeterRegistry registry) {
        return new Audit(
                audits,
                bookings,
                sessions,
                sessionEvents,
                syncs,
                calendar,
                own,
                transactions,
                new Lease(lease.owner(), settings.lease()),
                settings.audit(),
                settings.grace(),
                new InvariantGauges(registry));
    }

    @Bean
    Janitor janitor(
            CalendarKeeper keeper,
            ChannelKeeper channels,
            Audit audit,
            CalendarSyncs syncs,
            Clashes clashes,
            JanitorSettings settings,
            JanitorMeters meters) {
        return new Janitor(keeper, channels, audit, syncs, clashes, settings.concurrency(), meters);
    }
}
