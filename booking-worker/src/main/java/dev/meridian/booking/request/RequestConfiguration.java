package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.saga.OtherStaff;
import dev.meridian.booking.saga.Sagas;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.customer.Identification;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.staffing.Loads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HoldSettings.class)
class RequestConfiguration {

    @Bean
    RequestMemo requestMemo(Transactions transactions, Requests requests) {
        return new RequestMemo(transactions, requests);
    }

    @Bean
    SlotPlacement slotPlacement(
            Catalogue catalogue,
            Bookings bookings,
            Occupancies occupancies,
            Loads loads,
            Seating seating,
            Decisions decisions) {
        return new SlotPlacement(catalogue, bookings, occupancies, loads, seating, decisions);
    }

    @Bean
    OtherStaff otherStaff(SlotPlacement placement) {
        return placement::handOver;
    }

    @Bean
    Holds holds(BookingIds ids, Bookings bookings) {
        return new Holds(ids, bookings);
    }

    @Bean
    Identification identification(DatabaseClient database, BookingIds ids) {
        return new Identification(database, ids);
    }

    @Bean
    AcceptRequest acceptRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            SlotPlacement placement,
            Holds holds,
            Identification identification,
            Outbox outbox,
            BookingEventsPublisher events,
            BookingIds ids,
            Lease lease,
            @Value("${meridian.business-zone:Asia/Kolkata}") ZoneId businessZone) {
        return new AcceptRequest(
                memo,
                requests,
                bookings,
                catalogue,
                placement,
                holds,
                identification,
                outbox,
                events,
                ids,
                lease,
                businessZone);
    }

    @Bean
    AcceptHold acceptHold(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            SlotPlacement placement,
            BookingIds ids,
            HoldSettings settings,
            @Value("${meridian.business-zone:Asia/Kolkata}") ZoneId businessZone) {
        return new AcceptHold(memo, requests, bookings, placement, ids, settings, businessZone);
    }

    @Bean
    AcceptRelease acceptRelease(RequestMemo memo, Holds holds, Decisions decisions, BookingIds ids) {
        return new AcceptRelease(memo, holds, decisions, ids);
    }

    @Bean
    MoveRequest moveRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            SlotPlacement placement,
            Lease lease) {
        return new MoveRequest(memo, requests, bookings, catalogue, placement, lease);
    }

    @Bean
    CancelRequest cancelRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            Decisions decisions,
            Lease lease) {
        return new CancelRequest(memo, requests, bookings, catalogue, decisions, lease);
    }

    @Bean
    DecideRequest decideRequest(RequestMemo memo, Bookings bookings, Decisions decisions, Lease lease) {
        return new DecideRequest(memo, bookings, decisions, lease);
    }

    @Bean
    BookingRequestsListener bookingRequestsListener(
            AcceptRequest accept,
            MoveRequest move,
            CancelRequest cancel,
            DecideRequest decide,
            AcceptHold acceptHold,
            AcceptRelease acceptRelease,
            BookingRepliesPublisher replies,
            Sagas sagas,
            OutboxRelay relay,
            MeterRegistry meters) {
        return new BookingRequestsListener(
                accept,
                move,
                cancel,
                decide,
                acceptHold,
                acceptRelease,
                replies,
                sagas,
                relay,
                new RequestMeters(meters));
    }
}
