package dev.meridian.gateway.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenDurationsTests {

    @ParameterizedTest
    @CsvSource({
        "60, 60",
        "60.0, 60",
        "90 min, 90",
        "thirty minutes, 30",
        "forty-five minutes, 45",
        "half an hour, 30",
        "a half hour, 30",
        "an hour, 60",
        "one hour, 60",
        "2 hours, 120",
        "1.5 hours, 90",
        "an hour and a half, 90",
        "one and a half hours, 90",
        "1 hour 15 minutes, 75",
        "1h30, 90"
    })
    void readsMinutes(String text, int minutes) {
        assertThat(SpokenDurations.minutes(text)).contains(minutes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "long", "-30", "true", "half", ""})
    void readsNothingIntoTheRest(String text) {
        assertThat(SpokenDurations.minutes(text)).isEmpty();
    }
}
