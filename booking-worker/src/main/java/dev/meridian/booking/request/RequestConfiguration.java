package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.saga.Sagas;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.catalogue.Catalogue;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.request.Requests;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    @Bean
    RequestMemo requestMemo(Transactions transactions, Requests requests) {
        return new RequestMemo(transactions, requests);
    }

    @Bean
    AcceptRequest acceptRequest(
            RequestMemo memo,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            Occupancies occupancies,
            Outbox outbox,
            Decisions decisions,
            BookingEventsPublisher events,
            BookingIds ids,
            Lease lease,
            @Value("${meridian.business-zone:Asia/Kolkata}") ZoneId businessZone) {
        SlotPlacement placement = new SlotPlacement(catalogue, bookings, occupancies, decisions);
        return new AcceptRequest(memo, requests, bookings, placement, outbox, events, ids, lease, businessZone);
    }

    @Bean
    BookingRequestsListener bookingRequestsListener(
            AcceptRequest accept,
            BookingRepliesPublisher replies,
            Sagas sagas,
            OutboxRelay relay,
            MeterRegistry meters) {
        return new BookingRequestsListener(accept, replies, sagas, relay, new RequestMeters(meters));
    }
}
