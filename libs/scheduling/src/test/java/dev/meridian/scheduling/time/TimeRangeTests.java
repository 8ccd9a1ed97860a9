package dev.meridian.scheduling.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeRangeTests {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final TimeRange HOUR = TimeRange.of(NINE, Duration.ofHours(1));

    @Test
    void doesNotOverlapWhatItTouches() {
        assertThat(HOUR.overlaps(TimeRange.of(HOUR.end(), Duration.ofHours(1)))).isFalse();
        assertThat(HOUR.overlaps(TimeRange.of(HOUR.end().minusSeconds(1), Duration.ofHours(1))))
                .isTrue();
    }

    @Test
    void holdsItsStartAndNotItsEnd() {
        assertThat(HOUR.contains(HOUR.start())).isTrue();
        assertThat(HOUR.contains(HOUR.end())).isFalse();
        assertThat(HOUR.length()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> new TimeRange(NINE, NINE))
                .hasMessage("end: 2026-11-23T09:00:00Z (expected: after 2026-11-23T09:00:00Z)");
    }
}
