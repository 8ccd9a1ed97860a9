package dev.meridian.booking.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.calendars.CalendarFailure;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final Backoff backoff = new Backoff(new Random());

    @RepeatedTest(20)
    void anOutageIsAskedAboutSoonAndEverLessOften() {
        CalendarFailure away = new CalendarFailure.Unavailable("list: 503", null);

        assertThat(backoff.after(away, 0).orElseThrow()).isBetween(Duration.ZERO, Duration.ofMillis(500));
        assertThat(backoff.after(away, 3).orElseThrow()).isBetween(Duration.ZERO, Duration.ofSeconds(4));
        assertThat(backoff.after(away, 1_000).orElseThrow()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }

    @RepeatedTest(20)
    void aRateLimitIsKeptAsTheProviderAsks() {
        CalendarFailure limited = new CalendarFailure.RateLimited("insert: 429", Duration.ofSeconds(30), null);

        assertThat(backoff.after(limited, 0).orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @RepeatedTest(20)
    void aQuotaIsLeftAloneForLong() {
        assertThat(backoff.after(new CalendarFailure.QuotaExhausted("insert: 403", null), 0)
                        .orElseThrow())
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(20));
    }

    @Test
    void whatLastsIsNotTriedAgain() {
        assertThat(backoff.after(new CalendarFailure.PermanentFailure("insert: 403", "forbidden", null), 0))
                .isEmpty();
        assertThat(backoff.after(new CalendarFailure.NotFound("insert: 404", null), 0))
                .isEmpty();
    }
}
