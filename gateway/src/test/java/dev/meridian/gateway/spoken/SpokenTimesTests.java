package dev.meridian.gateway.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "9 A. M., 09:00",
        "12 AM, 00:00",
        "12 pm, 12:00",
        "2:30 pm, 14:30",
        "2:30 P.M., 14:30",
        "2.30pm, 14:30",
        "02:30 PM, 14:30",
        "14:30 PM, 14:30",
        "10:00 AM, 10:00",
        "at 3 pm, 15:00",
        "at three p.m. sharp, 15:00",
        "3 o'clock pm, 15:00",
        "3 o’clock in the afternoon, 15:00",
        "seven in the evening, 19:00",
        "eight at night, 20:00",
        "tonight at 8, 20:00",
        "nine in the morning, 09:00",
        "seven thirty pm, 19:30",
        "nine oh five am, 09:05",
        "half past seven pm, 19:30",
        "quarter to eight in the morning, 07:45",
        "a quarter past 2 pm, 14:15",
        "twenty past four pm, 16:20",
        "ten minutes to five pm, 16:50",
        "noon, 12:00",
        "12 noon, 12:00",
        "twelve, 12:00",
        "14, 14:00",
        "1400, 14:00",
        "0900 hours, 09:00",
        "fourteen hundred hours, 14:00",
        "oh nine hundred, 09:00",
        "19h, 19:00",
        "2026-11-23T14:00:00-08:00, 14:00",
        "2026-11-23 09:30, 09:30"
    })
    void readsOneTime(String text, LocalTime time) {
        assertThat(SpokenTimes.read(text)).isEqualTo(new TimeReading.At(time));
    }

    @ParameterizedTest
    @CsvSource({
        "7, 07:00/19:00",
        "at 7, 07:00/19:00",
        "at seven, 07:00/19:00",
        "seven o'clock, 07:00/19:00",
        "2:30, 02:30/14:30",
        "two thirty, 02:30/14:30",
        "930, 09:30/21:30",
        "half past seven, 07:30/19:30",
        "quarter to eight, 07:45/19:45",
        "a quarter to one, 00:45/12:45",
        "ten past nine, 09:10/21:10",
        "11 o'clock, 11:00/23:00"
    })
    void doesNotGuessTheHalfOfTheDay(String text, String times) {
        assertThat(read(text)).isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    morning                             | 05:00-12:00
                    In the Morning.                     | 05:00-12:00
                    afternoon                           | 12:00-17:00
                    evenings                            | 17:00-22:00
                    any                                 | 00:00-
                    no preference                       | 00:00-
                    it doesn't matter                   | 00:00-
                    early morning                       | 05:00-09:00
                    early in the morning                | 05:00-09:00
                    first thing in the morning          | 05:00-09:00
                    mid-morning                         | 09:00-11:00
                    late morning                        | 10:00-12:00
                    late in the morning                 | 10:00-12:00
                    lunchtime                           | 12:00-14:00
                    over lunch                          | 12:00-14:00
                    around lunchtime                    | 12:00-14:00
                    during the lunch hour               | 12:00-14:00
                    after lunch                         | 13:00-17:00
                    after lunch time                    | 13:00-17:00
                    before lunch                        | 05:00-12:00
                    early afternoon                     | 12:00-15:00
                    late afternoon                      | 15:00-17:00
                    late in the afternoon               | 15:00-17:00
                    during business hours               | 09:00-17:00
                    after work                          | 17:00-22:00
                    tonight                             | 17:00-
                    morning or afternoon                | 05:00-17:00
                    PM                                  | 12:00-
                    after five pm                       | 17:00-
                    after five                          | 05:00-/17:00-
                    from 3 pm on                        | 15:00-
                    5 pm or later                       | 17:00-
                    before noon                         | 00:00-12:00
                    by 10 am                            | 00:00-10:00
                    between two and four                | 02:00-04:00/14:00-16:00
                    between two and four in the afternoon | 14:00-16:00
                    between 2 and 4 pm                  | 14:00-16:00
                    2-4pm                               | 14:00-16:00
                    9am-11am                            | 09:00-11:00
                    9 to 5                              | 09:00-17:00
                    from 11 to 1                        | 11:00-13:00
                    10:00-12:00                         | 10:00-12:00
                    around three                        | 02:00-04:00/14:00-16:00
                    about 3 pm                          | 14:00-16:00
                    7ish                                | 06:00-08:00/18:00-20:00
                    7-ish pm                            | 18:00-20:00
                    around noon                         | 11:00-13:00
                    8 pm to midnight                    | 20:00-
                    """)
    void readsStretchesOfTheDay(String text, String hours) {
        assertThat(read(text)).isEqualTo(hours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"midnight", "at Midnight", "12 midnight", "twelve at night"})
    void doesNotGuessWhichDayMidnightBelongsTo(String text) {
        assertThat(SpokenTimes.read(text)).isEqualTo(new TimeReading.Midnight());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "24:00",
                "9:75",
                "14:00 AM",
                "0 pm",
                "half past",
                "half seven",
                "soon",
                "9:00 in the",
                "teatime",
                "night",
                "morning or evening",
                "true",
                "between 4 and",
                ""
            })
    void readsNoTimeIntoWhatIsNone(String text) {
        assertThat(SpokenTimes.read(text)).isEqualTo(new TimeReading.Unreadable());
    }

    private static String read(String text) {
        return switch (SpokenTimes.read(text)) {
            case TimeReading.At at -> at.time().toString();
            case TimeReading.Several several ->
                several.times().stream().map(LocalTime::toString).collect(Collectors.joining("/"));
            case TimeReading.Within within ->
                within.readings().stream()
                        .map(hours -> hours.from() + "-" + (hours.to() == null ? "" : hours.to()))
                        .collect(Collectors.joining("/"));
            case TimeReading.Midnight midnight -> "midnight";
            case TimeReading.Unreadable unreadable -> "?";
        };
    }
}
