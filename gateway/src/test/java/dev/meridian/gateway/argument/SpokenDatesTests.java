package dev.meridian.gateway.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenDatesTests {

    /** A Friday. */
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-23                    | 2026-11-23
                    2026/11/23                    | 2026-11-23
                    2026-11-23T09:00:00-08:00     | 2026-11-23
                    2023-11-23                    | 2023-11-23
                    November 23                   | 2026-11-23
                    november 23rd                 | 2026-11-23
                    Nov 23rd 2026                 | 2026-11-23
                    Nov. 23, 2026                 | 2026-11-23
                    the 23rd of November          | 2026-11-23
                    23 November 2026              | 2026-11-23
                    23 Nov                        | 2026-11-23
                    Sept 1                        | 2027-09-01
                    Monday, November 23           | 2026-11-23
                    Mon Nov 23rd, 2026            | 2026-11-23
                    Thursday, March 28, 2024      | 2024-03-28
                    November 20                   | 2026-11-20
                    November 19                   | 2027-11-19
                    February 29                   | 2028-02-29
                    11/23/2026                    | 2026-11-23
                    11/23/26                      | 2026-11-23
                    11/23                         | 2026-11-23
                    23/11/2026                    | 2026-11-23
                    23.11.2026                    | 2026-11-23
                    23.11.                        | 2026-11-23
                    12/12                         | 2026-12-12
                    today                         | 2026-11-20
                    Tonight                       | 2026-11-20
                    tomorrow                      | 2026-11-21
                    the day after tomorrow        | 2026-11-22
                    yesterday                     | 2026-11-19
                    in 3 days                     | 2026-11-23
                    in a week                     | 2026-11-27
                    Monday                        | 2026-11-23
                    on monday                     | 2026-11-23
                    this Sunday                   | 2026-11-22
                    thursday                      | 2026-11-26
                    next Tuesday                  | 2026-11-24
                    this Friday                   | 2026-11-20
                    """)
    void readsOneDay(String text, LocalDate date) {
        assertThat(SpokenDates.read(text, TODAY, true))
                .isInstanceOfSatisfying(
                        DateReading.Day.class, day -> assertThat(day.date()).isEqualTo(date));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    11/12        | false | 2026-12-11,2027-11-12
                    11/12/2026   | false | 2026-11-12,2026-12-11
                    05.11.2026   | true  | 2026-05-11,2026-11-05
                    Friday       | true  | 2026-11-20,2026-11-27
                    next Friday  | true  | 2026-11-27
                    next Sunday  | true  | 2026-11-22,2026-11-29
                    """)
    void leavesOpenWhatIsOpen(String text, boolean monthFirst, String days) {
        DateReading reading = SpokenDates.read(text, TODAY, monthFirst);
        String read = switch (reading) {
            case DateReading.Several several ->
                String.join(
                        ",", several.days().stream().map(LocalDate::toString).toList());
            case DateReading.Day day -> day.date().toString();
            default -> reading.toString();
        };
        assertThat(read).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-13-01",
        "2026-02-30",
        "February 30",
        "11/31/2026",
        "soon",
        "Mo 5",
        "next week",
        "the 45th of May",
        "99999-01-01",
        "in 3 fortnights",
        "''"
    })
    void readsNoDateIntoWhatIsNone(String text) {
        assertThat(SpokenDates.read(text, TODAY, true)).isEqualTo(new DateReading.Unreadable());
    }

    @Test
    void noticesWeekdayThatIsNotTheDates() {
        assertThat(SpokenDates.read("Tuesday, November 23", TODAY, true))
                .isEqualTo(new DateReading.Contradiction(LocalDate.parse("2026-11-23"), DayOfWeek.TUESDAY));
    }

    @Test
    void yesterdayDoesNotComeAgain() {
        assertThat(SpokenDates.read("yesterday", TODAY, true))
                .isEqualTo(new DateReading.Day(TODAY.minusDays(1), false));
        assertThat(SpokenDates.read("2025-11-23", TODAY, true))
                .isEqualTo(new DateReading.Day(LocalDate.parse("2025-11-23"), true));
    }
}
