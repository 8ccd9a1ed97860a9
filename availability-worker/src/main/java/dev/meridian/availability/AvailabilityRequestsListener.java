package dev.meridian.availability;

import dev.meridian.messaging.failure.PoisonRecord;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.request.ReplyAddress;
import dev.meridian.messaging.serde.CloudEvent;
import dev.meridian.schema.Topics;
import dev.meridian.schema.availability.AvailabilityReply;
import dev.meridian.schema.availability.CheckAvailability;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Takes questions off the topic. The work, which waits for calendars, is done elsewhere, so that one slow calendar does not
 * hold up the questions behind it; a question may be lost by that, and whoever asked asks again. Nothing is answered past
 * {@code expiresAt}.
 */
final class AvailabilityRequestsListener {

    static final String GROUP = "availability-worker";

    private static final Logger log = LoggerFactory.getLogger(AvailabilityRequestsListener.class);
    private static final String DURATION = "meridian.availability.duration";

    private final Availability availability;
    private final BoundedExecutor executor;
    private final Replies replies;
    private final Clock clock;
    private final MeterRegistry meters;

    AvailabilityRequestsListener(
            Availability availability, BoundedExecutor executor, Replies replies, Clock clock, MeterRegistry meters) {
        this.availability = availability;
        this.executor = executor;
        this.replies = replies;
        this.clock = clock;
        this.meters = meters;
    }

    @KafkaListener(topics = Topics.AVAILABILITY_REQUESTS_NAME, groupId = GROUP)
    void receive(ConsumerRecord<String, SpecificRecord> record) {
        if (!(record.value() instanceof CheckAvailability request)) {
            throw new PoisonRecord("value on " + record.topic() + ": not a CheckAvailability");
        }
        Optional<ReplyAddress> address = ReplyAddress.of(record.headers());
        if (address.isEmpty()) {
            dropped("no_address");
        } else if (isExpired(request)) {
            dropped("expired");
        } else if (!executor.tryExecute(() -> answer(
                request, address.get(), CloudEvent.traceparent(record.headers()).orElse(null)))) {
            dropped("overloaded");
        }
    }

    private void answer(CheckAvailability request, ReplyAddress address, @Nullable String traceparent) {
        Timer.Sample sample = Timer.start(meters);
        AvailabilityReply reply = AvailabilityMapping.reply(request.getRequestId(), ask(request));
        sample.stop(meters.timer(DURATION, "outcome", reply.getStatus().name().toLowerCase(Locale.ROOT)));
        if (isExpired(request)) {
            dropped("late");
            return;
        }
        CompletableFuture<Void> sent = replies.send(address, reply, GROUP, traceparent);
        sent.exceptionally(e -> {
            dropped("not_sent");
            log.warn("reply to {}-{}: not sent: {}", address.topic(), address.partition(), e.getMessage());
            return null;
        });
    }

    private Answer ask(CheckAvailability request) {
        try {
            return availability.answer(AvailabilityMapping.question(request));
        } catch (RuntimeException e) {
            // The database is away, or a bug: either way nothing is known, and the caller is told so in time.
            log.error("question could not be answered", e);
            return new Answer.Unknown(clock.instant());
        }
    }

    private boolean isExpired(CheckAvailability request) {
        return !clock.instant().isBefore(request.getExpiresAt());
    }

    private void dropped(String reason) {
        meters.counter("meridian.availability.dropped", "reason", reason).increment();
    }
}
