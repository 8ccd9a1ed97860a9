package dev.meridian.gateway.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTimesTests {

    @ParameterizedTest
    @CsvSource({
        "09:00, 09:00",
        "09:00:00, 09:00",
        "14:00, 14:00",
        "18:30, 18:30",
        "00:15, 00:15",
        "9 AM, 09:00",
        "9am, 09:00",
        "9 a.m., 09:00",
        "12 AM, 00:00",
        "12 pm, 12:00",
        "2:30 pm, 14:30",
        "2:30 P.M., 14:30",
        "2.30pm, 14:30",
        "02:30 PM, 14:30",
        "14:30 PM, 14:30",
        "10:00 AM, 10:00",
        "at 3 pm, 15:00",
        "3 o'clock pm, 15:00",
        "noon, 12:00",
        "12 noon, 12:00",
        "Midnight, 00:00",
        "14, 14:00",
        "2026-11-23T14:00:00-08:00, 14:00",
        "2026-11-23 09:30, 09:30"
    })
    void readsOneTime(String text, LocalTime time) {
        assertThat(SpokenTimes.read(text)).isEqualTo(new TimeReading.At(time));
    }

    @ParameterizedTest
    @CsvSource({"7, 07:00, 19:00", "at 7, 07:00, 19:00", "2:30, 02:30, 14:30", "11 o'clock, 11:00, 23:00"})
    void doesNotGuessTheHalfOfTheDay(String text, LocalTime morning, LocalTime evening) {
        assertThat(SpokenTimes.read(text)).isEqualTo(new TimeReading.Several(List.of(morning, evening)));
    }

    @ParameterizedTest
    @CsvSource({"24:00", "9:75", "14:00 AM", "0 pm", "half past", "soon", "9:00 in the", "''"})
    void readsNoTimeIntoWhatIsNone(String text) {
        assertThat(SpokenTimes.read(text)).isEqualTo(new TimeReading.Unreadable());
    }
}
