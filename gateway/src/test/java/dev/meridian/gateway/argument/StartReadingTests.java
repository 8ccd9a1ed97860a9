package dev.meridian.gateway.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartReadingTests {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00-08:00, 2026-11-23T17:00:00Z",
        "2026-11-23T09:00-08:00, 2026-11-23T17:00:00Z",
        "2026-11-23T17:00:00Z, 2026-11-23T17:00:00Z",
        "2026-11-23t17:00:00.000z, 2026-11-23T17:00:00Z",
        "2026-11-23 09:00:00-08:00, 2026-11-23T17:00:00Z",
        "2026-11-23T09:00:00-08:00[America/Los_Angeles], 2026-11-23T17:00:00Z"
    })
    void readsInstants(String text, Instant instant) {
        assertThat(StartReading.of(text))
                .isInstanceOfSatisfying(
                        StartReading.Fixed.class,
                        fixed -> assertThat(fixed.at().toInstant()).isEqualTo(instant));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T09:00", "2026-11-23T09:00:00", "2026-11-23 09:00"})
    void readsClockTimes(String text) {
        assertThat(StartReading.of(text)).isEqualTo(new StartReading.Local(LocalDateTime.parse("2026-11-23T09:00")));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23", "9 AM", "2026-02-30T09:00", "+12026-01-01T09:00", "2026-11-23T25:00", "''"})
    void readsNothingIntoTheRest(String text) {
        assertThat(StartReading.of(text)).isEqualTo(new StartReading.Unreadable());
    }
}
