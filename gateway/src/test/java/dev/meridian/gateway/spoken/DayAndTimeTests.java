package dev.meridian.gateway.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayAndTimeTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tomorrow at 3                              | tomorrow    | at 3
                    tomorrow morning                           | tomorrow    | morning
                    tonight                                    | today       | tonight
                    tonight at 8                               | today       | tonight at 8
                    this afternoon                             | today       | afternoon
                    3 pm tomorrow                              | tomorrow    | 3 pm
                    Monday after 5 pm                          | monday      | after 5 pm
                    Monday, November 23 at 9 AM                | monday november 23 | at 9 am
                    next week in the evening                   | next week   | in the evening
                    between 2 and 4 pm on Monday               | on monday   | between 2 and 4 pm
                    """)
    void findsBoth(String text, String date, String time) {
        assertThat(DayAndTime.read(text)).contains(new DayAndTime(date, time, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Monday, November 23 at 9 AM Pacific Time   | America/Los_Angeles
                    tomorrow at noon Eastern                   | America/New_York
                    """)
    void findsTheZoneBehindThem(String text, ZoneId zone) {
        assertThat(DayAndTime.read(text))
                .hasValueSatisfying(both -> assertThat(both.zone()).isEqualTo(zone));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "9 AM", "December 3 to 5", "Monday 23", "2026-11-23", "whenever it suits", ""})
    void splitsNothingElse(String text) {
        assertThat(DayAndTime.read(text)).isEmpty();
    }
}
