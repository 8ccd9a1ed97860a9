package dev.meridian.gateway.request;

import dev.meridian.bookings.request.Outcome;
import dev.meridian.gateway.request.BookingRequests.Word.Decided;
import dev.meridian.gateway.request.BookingRequests.Word.Refused;
import dev.meridian.messaging.request.Overloaded;
import dev.meridian.messaging.request.Priority;
import dev.meridian.messaging.request.RequestReply;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.BookingReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Sends wishes to the booking workers over Kafka. */
final class BookingRequestPublisher implements BookingRequests {

    /** How long a wish may wait for its decision, whoever is still on the line. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(BookingRequestPublisher.class);

    private final RequestReply requests;
    private final Clock clock;

    BookingRequestPublisher(RequestReply requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public Mono<Word> send(Wish wish, Instant deadline) {
        RequestReply.Request request = new RequestReply.Request(
                Topics.BOOKING_REQUESTS,
                RequestMapping.key(wish),
                RequestMapping.record(wish, clock.instant().plus(LIFE)),
                wish.id().key(),
                wish.id().source(),
                Priority.BOOKING);
        return requests.send(request, BookingReply.class, deadline)
                .<Word>map(reply -> new Decided(outcome(reply), reply.getRepeated()))
                .onErrorResume(Overloaded.class, e -> Mono.just(new Refused()))
                .doOnError(e -> log.warn("booking request: {}", e.getMessage()))
                .onErrorComplete();
    }

    private static Outcome outcome(BookingReply reply) {
        return new Outcome(
                Outcome.Status.valueOf(reply.getStatus().name()),
                reply.getBookingId(),
                reply.getReason(),
                reply.getField(),
                reply.getExpected(),
                reply.getHoldExpiresAt(),
                reply.getRepeated());
    }
}
