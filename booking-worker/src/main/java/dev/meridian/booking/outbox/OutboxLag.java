package dev.meridian.booking.outbox;

import dev.meridian.bookings.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.annotation.Scheduled;

/** How long the oldest unsent message has waited, as {@code meridian.outbox.lag}. */
final class OutboxLag {

    private final Outbox outbox;
    private final AtomicLong millis = new AtomicLong();

    OutboxLag(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        TimeGauge.builder("meridian.outbox.lag", millis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("Age of the oldest message that is not sent")
                .register(meters);
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void measure() {
        // While the database is away the last value stands; that it is away, others say.
        outbox.lag().map(Duration::toMillis).onErrorComplete().blockOptional().ifPresent(millis::set);
    }
}
