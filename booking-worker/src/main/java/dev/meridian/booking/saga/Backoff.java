package dev.meridian.booking.saga;

import dev.meridian.calendars.CalendarFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure, by its kind, with full jitter: anything between nothing and a bound that doubles with each
 * attempt, so that those who failed together do not come back together.
 */
public final class Backoff {

    private record Bounds(Duration first, Duration most) {}

    // An outage: short, so that what was answered "pending" is done soon after it ends.
    private static final Bounds OUTAGE = new Bounds(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final Bounds RATE = new Bounds(Duration.ofSeconds(1), Duration.ofSeconds(60));
    // Lasts for hours, and asking makes it last longer.
    private static final Bounds QUOTA = new Bounds(Duration.ofMinutes(10), Duration.ofHours(1));

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after a failure that passes by itself; empty for one that does not. */
    public Optional<Duration> after(CalendarFailure failure, int attempts) {
        return switch (failure) {
            case CalendarFailure.OutcomeUnknown unknown -> Optional.of(jitter(OUTAGE, attempts));
            case CalendarFailure.Unavailable away -> Optional.of(jitter(OUTAGE, attempts));
            case CalendarFailure.RateLimited limited ->
                Optional.of(limited.retryAfter().orElse(Duration.ZERO).plus(jitter(RATE, attempts)));
            case CalendarFailure.QuotaExhausted exhausted ->
                Optional.of(QUOTA.first().plus(jitter(QUOTA, attempts)));
            // The event that was there a moment ago: looked at anew, it will be clear.
            case CalendarFailure.AlreadyExists changed -> Optional.of(jitter(OUTAGE, attempts));
            case CalendarFailure.PreconditionFailed changed -> Optional.of(jitter(OUTAGE, attempts));
            case CalendarFailure.NotFound lasting -> Optional.empty();
            case CalendarFailure.SyncTokenExpired lasting -> Optional.empty();
            case CalendarFailure.PermanentFailure lasting -> Optional.empty();
            case CalendarFailure other -> Optional.empty();
        };
    }

    /** The pause after something that has no better name. */
    public Duration afterOutage(int attempts) {
        return jitter(OUTAGE, attempts);
    }

    private Duration jitter(Bounds bounds, int attempts) {
        long bound = Math.min(bounds.most().toMillis(), bounds.first().toMillis() << Math.min(attempts, 16));
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
