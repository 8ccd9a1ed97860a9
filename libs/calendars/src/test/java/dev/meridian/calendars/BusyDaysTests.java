package dev.meridian.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusyDaysTests {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T00:00:00Z", "2026-11-23T10:17:00Z", "2026-11-23T23:59:59.999999999Z"})
    void areTheSameAllDayLong(String now) {
        assertThat(BusyDays.around(Instant.parse(now)))
                .isEqualTo(new TimeRange(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2027-01-21T00:00:00Z")));
    }

    @Test
    void areWhatOneRequestMayAskFor() {
        assertThat(BusyDays.around(Instant.parse("2027-03-28T12:00:00Z")).length())
                .isEqualTo(Duration.ofDays(60));
    }
}
