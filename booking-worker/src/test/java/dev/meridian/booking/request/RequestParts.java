package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.outbox.OutboxRelay;
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
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Puts the listener together as the worker does, for tests of other packages. */
public final class RequestParts {

    private RequestParts() {}

    /** What reads requests: throws what the listener throws. */
    public static Consumer<ConsumerRecord<String, @Nullable SpecificRecord>> listener(
            Transactions transactions,
            Requests requests,
            Bookings bookings,
            Catalogue catalogue,
            Occupancies occupancies,
            Loads loads,
            Seating seating,
            Outbox outbox,
            Decisions decisions,
            BookingEventsPublisher events,
            BookingIds ids,
            Identification identification,
            Lease lease,
            ZoneId businessZone,
            BookingRepliesPublisher replies,
            Sagas sagas,
            OutboxRelay relay,
            MeterRegistry meters) {
        RequestConfiguration parts = new RequestConfiguration();
        RequestMemo memo = parts.requestMemo(transactions, requests);
        SlotPlacement placement = parts.slotPlacement(catalogue, bookings, occupancies, loads, seating, decisions);
        Holds holds = parts.holds(ids, bookings);
        AcceptRequest accept = parts.acceptRequest(
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
        AcceptHold hold = parts.acceptHold(
                memo, requests, bookings, placement, ids, new HoldSettings(Duration.ofMinutes(5), 5), businessZone);
        AcceptRelease release = parts.acceptRelease(memo, holds, decisions, ids);
        MoveRequest move = parts.moveRequest(memo, requests, bookings, catalogue, placement, lease);
        CancelRequest cancel = parts.cancelRequest(memo, requests, bookings, catalogue, decisions, lease);
        DecideRequest decide = parts.decideRequest(memo, bookings, decisions, lease);
        return parts.bookingRequestsListener(accept, move, cancel, decide, hold, release, replies, sagas, relay, meters)
                ::receive;
    }
}
