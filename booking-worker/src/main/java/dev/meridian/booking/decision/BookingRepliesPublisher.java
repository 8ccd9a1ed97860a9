package dev.meridian.booking.decision;

import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.Decided;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.Waiter;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.BookingStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Tells those who wait, after the commit. A reply that is lost is lost: the outcome is stored. */
public final class BookingRepliesPublisher {

    private static final Logger log = LoggerFactory.getLogger(BookingRepliesPublisher.class);

    private final Replies replies;
    private final BookingIds ids;
    private final Counter lost;

    public BookingRepliesPublisher(Replies replies, BookingIds ids, MeterRegistry meters) {
        this.replies = replies;
        this.ids = ids;
        this.lost = meters.counter("meridian.replies.lost");
    }

    /** Tells everybody who waited for these requests. */
    public void tell(List<Decided> decided) {
        for (Decided request : decided) {
            for (Waiter waiter : request.waiters()) {
                ReplyAddress address =
                        new ReplyAddress(waiter.correlationId(), waiter.replyTopic(), waiter.replyPartition());
                answer(address, request.id().key(), request.outcome(), waiter.repeated(), null);
            }
        }
    }

    /**
     * Answers one record.
     *
     * @param repeated whether the wish had been accepted before the record arrived
     */
    public void answer(
            ReplyAddress address, String requestId, Outcome outcome, boolean repeated, @Nullable String traceparent) {
        BookingReply reply = BookingReply.newBuilder()
                .setRequestId(requestId)
                .setStatus(BookingStatus.valueOf(outcome.status().name()))
                .setBookingId(outcome.bookingId())
                .setRepeated(repeated || outcome.repeated())
                .setReason(outcome.reason())
                .setField(outcome.field())
                .setExpected(outcome.expected())
                .setHoldToken(holdToken(outcome))
                .setHoldExpiresAt(outcome.until())
                .build();
        Mono.fromFuture(() -> replies.send(address, reply, BookingEventsPublisher.SOURCE, traceparent))
                .subscribe(sent -> {}, error -> {
                    lost.increment();
                    log.debug("a reply was lost: {}", error.toString());
                });
    }

    private @Nullable String holdToken(Outcome outcome) {
        UUID bookingId = outcome.bookingId();
        return outcome.status() == Outcome.Status.HELD && bookingId != null ? ids.holdToken(bookingId) : null;
    }
}
