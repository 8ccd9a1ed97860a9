package dev.meridian.booking.request;

import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.booking.saga.Sagas;
import dev.meridian.bookings.database.Unavailable;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.messaging.MessagingConfiguration;
import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.failure.TransientFailure;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.messaging.serde.CloudEvent;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import reactor.core.publisher.Mono;

/**
 * Reads booking requests: T1 on the polling thread, then the offset is committed, then the saga goes on elsewhere.
 *
 * <p>A database that is away costs nobody their request: the partition waits and the record is tried again for ever.
 *
 * <p>What only a later version understands is answered {@code UNSUPPORTED} and not remembered, so that the same request, sent
 * again to that version, is new to it.
 */
final class BookingRequestsListener {

    private static final Logger log = LoggerFactory.getLogger(BookingRequestsListener.class);
    private static final int MAX_ADDRESS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AcceptRequest accept;
    private final MoveRequest move;
    private final CancelRequest cancel;
    private final DecideRequest decide;
    private final AcceptHold acceptHold;
    private final AcceptRelease acceptRelease;
    private final BookingRepliesPublisher replies;
    private final Sagas sagas;
    private final OutboxRelay relay;
    private final RequestMeters meters;

    BookingRequestsListener(
            AcceptRequest accept,
            MoveRequest move,
            CancelRequest cancel,
            DecideRequest decide,
            AcceptHold acceptHold,
            AcceptRelease acceptRelease,
            BookingRepliesPublisher replies,
            Sagas sagas,
            OutboxRelay relay,
            RequestMeters meters) {
        this.accept = accept;
        this.move = move;
        this.cancel = cancel;
        this.decide = decide;
        this.acceptHold = acceptHold;
        this.acceptRelease = acceptRelease;
        this.replies = replies;
        this.sagas = sagas;
        this.relay = relay;
        this.meters = meters;
    }

    @KafkaListener(
            id = "booking-worker",
            topicPattern = Topics.BOOKING_REQUESTS_PATTERN,
            containerFactory = MessagingConfiguration.PATIENT)
    void receive(ConsumerRecord<String, @Nullable SpecificRecord> record) {
        switch (record.value()) {
            case RequestBooking request -> book(record, request);
            case RescheduleBooking request -> move(record, request);
            case CancelBooking request -> cancel(record, request);
            case DecideBooking request -> decide(record, request);
            case HoldSlot request -> hold(record, request);
            case ReleaseHold request -> release(record, request);
            case null -> throw new PoisonRecord("value: null (expected: a booking request)");
            case SpecificRecord other ->
                throw new PoisonRecord("value: " + other.getSchema().getFullName() + " (expected: a booking request)");
        }
    }

    private void book(ConsumerRecord<String, ?> record, RequestBooking request) {
        String source = RequestMapping.source(record);
        ReplyAddress address = address(record).orElse(null);
        requireKey(record, request.getRequestId());
        Reading reading = RequestMapping.read(request, source, Instant.ofEpochMilli(record.timestamp()));
        conclude(record, request.getRequestId(), accepted(accept.accept(reading, address)));
    }

    private void move(ConsumerRecord<String, ?> record, RescheduleBooking request) {
        String source = RequestMapping.source(record);
        ReplyAddress address = address(record).orElse(null);
        requireKey(record, request.getRequestId());
        Understanding<MoveWish> reading = ChangeMapping.read(request, source, Instant.ofEpochMilli(record.timestamp()));
        conclude(record, request.getRequestId(), accepted(move.accept(reading, address)));
    }

    private void cancel(ConsumerRecord<String, ?> record, CancelBooking request) {
        String source = RequestMapping.source(record);
        ReplyAddress address = address(record).orElse(null);
        requireKey(record, request.getRequestId());
        Understanding<CancelWish> reading =
                ChangeMapping.read(request, source, Instant.ofEpochMilli(record.timestamp()));
        conclude(record, request.getRequestId(), accepted(cancel.accept(reading, address)));
    }

    private void decide(ConsumerRecord<String, ?> record, DecideBooking request) {
        if (!ChangeMapping.isKnown(request)) {
            unsupported(record, request.getRequestId());
            return;
        }
        String source = RequestMapping.source(record);
        ReplyAddress address = address(record).orElse(null);
        requireKey(record, request.getRequestId());
        Understanding<HostsWord> reading =
                ChangeMapping.read(request, source, Instant.ofEpochMilli(record.timestamp()));
        conclude(record, request.getRequestId(), accepted(decide.accept(reading, address)));
    }

    private void hold(ConsumerRecord<String, ?> record, HoldSlot request) {
        String source = RequestMapping.source(record);
        ReplyAddress address = address(record).orElse(null);
        requireKey(record, request.getRequestId());
        HoldReading reading = HoldMapping.read(request, source, Instant.ofEpochMilli(record.timestamp()));
        conclude(record, request.getRequestId(), accepted(acceptHold.accept(reading, address)));
    }

    private void release(ConsumerRecord<String, ?> record, ReleaseHold request) {
        String source = RequestMapping.source(record);
        ReplyAddress address = address(record).orElse(null);
        requireKey(record, request.getRequestId());
        Asked asked = HoldMapping.read(request, source, Instant.ofEpochMilli(record.timestamp()));
        conclude(
                record, request.getRequestId(), accepted(acceptRelease.accept(asked, request.getHoldToken(), address)));
    }

    private void requireKey(ConsumerRecord<String, ?> record, String requestId) {
        if (!RequestMapping.isKey(requestId)) {
            answer(record, requestId, Outcome.invalid("requestId", "invalid", "1 to 200 bytes"), false);
            throw new PoisonRecord("requestId: " + requestId.length() + " characters (expected: 1 to "
                    + RequestMapping.MAX_KEY_BYTES + " bytes)");
        }
    }

    private void conclude(ConsumerRecord<String, ?> record, String requestId, Acceptance acceptance) {
        switch (acceptance) {
            case Acceptance.UnderWay underWay -> {
                sagas.start(underWay.booking());
                tell(underWay.others());
            }
            case Acceptance.Answered answered -> {
                meters.answered(answered.outcome(), answered.repeated());
                answer(record, requestId, answered.outcome(), answered.repeated());
                tell(answered.others());
                relay.wake();
            }
            case Acceptance.Waiting waiting -> log.debug("{}: joins a wish under way", record.topic());
        }
    }

    private static Acceptance accepted(Mono<Acceptance> decision) {
        try {
            return decision.blockOptional(PATIENCE)
                    .orElseThrow(() -> new IllegalStateException("a request was neither accepted nor refused"));
        } catch (RuntimeException e) {
            if (Unavailable.is(e)) {
                throw new TransientFailure("the book is not to be reached: " + Unavailable.name(e), e);
            }
            throw e;
        }
    }

    private void unsupported(ConsumerRecord<String, ?> record, String requestId) {
        Outcome outcome = Outcome.of(Outcome.Status.UNSUPPORTED, "unsupported");
        meters.answered(outcome, false);
        answer(record, requestId, outcome, false);
    }

    private void answer(ConsumerRecord<String, ?> record, String requestId, Outcome outcome, boolean repeated) {
        address(record)
                .ifPresent(address -> replies.answer(
                        address,
                        requestId,
                        outcome,
                        repeated,
                        CloudEvent.traceparent(record.headers()).orElse(null)));
    }

    // One that could not be kept while the request is under way is none.
    private static Optional<ReplyAddress> address(ConsumerRecord<?, ?> record) {
        return ReplyAddress.of(record.headers())
                .filter(address -> isShort(address.correlationId()) && isShort(address.topic()));
    }

    private static boolean isShort(String text) {
        return text.length() <= MAX_ADDRESS && text.indexOf('\0') < 0;
    }

    private void tell(List<Decided> decided) {
        if (!decided.isEmpty()) {
            replies.tell(decided);
            relay.wake();
        }
    }
}
