package dev.meridian.booking.request;

import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.request.Arrival;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.NewRequest;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.bookings.request.Waiter;
import dev.meridian.messaging.request.ReplyAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * T1 of every command: one transaction in which a request is accepted once and decided, or joined, or answered from memory.
 * Whatever is decided is written down under the request's key, refusals included; the same record read again, however late,
 * finds that and changes nothing.
 */
final class RequestMemo {

    /** What a command makes of a request that nobody has seen before; within the transaction. */
    interface Decision {

        /** Decides at the moment the request was accepted, on Postgres' clock. */
        Mono<Acceptance> decide(Instant now);
    }

    private final Transactions transactions;
    private final Requests requests;

    RequestMemo(Transactions transactions, Requests requests) {
        this.transactions = transactions;
        this.requests = requests;
    }

    /**
     * Decides, joins or repeats. The address is told by the caller, or later by whoever decides what is under way.
     *
     * @param bookingId the booking it would make, or is about
     */
    Mono<Acceptance> accept(Asked asked, UUID bookingId, @Nullable ReplyAddress address, Decision decision) {
        NewRequest request = new NewRequest(asked.id(), asked.command(), asked.hash(), bookingId, asked.expiresAt());
        return transactions.run(() -> requests.arrive(request).flatMap(arrival -> switch (arrival) {
            case Arrival.Known known -> join(known.request(), asked, address);
            case Arrival.New fresh ->
                asked.expiresAt().isAfter(fresh.at())
                        ? decision.decide(fresh.at())
                        // No event either: read into an emptied database, the whole topic must not tell anybody
                        // anything.
                        : remember(asked, Outcome.of(Outcome.Status.EXPIRED, "expired"), List.of());
        }));
    }

    private Mono<Acceptance> join(StoredRequest stored, Asked asked, @Nullable ReplyAddress address) {
        if (!stored.payloadHash().equals(asked.hash()) || !stored.command().equals(asked.command())) {
            return Mono.just(
                    new Acceptance.Answered(Outcome.of(Outcome.Status.KEY_REUSED, "key_reused"), false, List.of()));
        }
        Outcome outcome = stored.outcome();
        return outcome == null
                ? await(asked, address, true)
                : Mono.just(new Acceptance.Answered(outcome, true, List.of()));
    }

    /** Has the address told when the request is decided. */
    Mono<Acceptance> await(Asked asked, @Nullable ReplyAddress address, boolean repeated) {
        Mono<Void> waiting = address == null
                ? Mono.empty()
                : requests.await(
                        asked.id(),
                        new Waiter(address.correlationId(), address.topic(), address.partition(), repeated));
        return waiting.thenReturn(new Acceptance.Waiting());
    }

    /**
     * Decides the request for good.
     *
     * @param others requests that were decided on the way
     */
    Mono<Acceptance> remember(Asked asked, Outcome outcome, List<Decided> others) {
        return requests.decide(asked.id(), outcome).thenReturn(new Acceptance.Answered(outcome, false, others));
    }
}
