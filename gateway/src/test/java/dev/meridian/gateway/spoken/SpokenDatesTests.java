package dev.meridian.gateway.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenDatesTests {

    /** A Friday. */
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-23                    | 2026-11-23
                    2026/11/23                    | 2026-11-23
                    20261123                      | 2026-11-23
                    2026-11-23T09:00:00-08:00     | 2026-11-23
                    2023-11-23                    | 2023-11-23
                    November 23                   | 2026-11-23
                    november 23rd                 | 2026-11-23
                    November the 23rd             | 2026-11-23
                    November twenty-third         | 2026-11-23
                    November twenty third, twenty twenty-six | 2026-11-23
                    the third of December         | 2026-12-03
                    Nov 23rd 2026                 | 2026-11-23
                    Nov. 23, 2026                 | 2026-11-23
                    nov23                         | 2026-11-23
                    23-Nov-2026                   | 2026-11-23
                    the 23rd of November          | 2026-11-23
                    23 November 2026              | 2026-11-23
                    23 Nov                        | 2026-11-23
                    Sept 1                        | 2027-09-01
                    Monday, November 23           | 2026-11-23
                    November 23rd, a Monday       | 2026-11-23
                    Mon Nov 23rd, 2026            | 2026-11-23
                    Monday 2026-11-23             | 2026-11-23
                    Monday, 11/23                 | 2026-11-23
                    Monday the 23rd               | 2026-11-23
                    Friday 27                     | 2026-11-27
                    Thursday, November 26, 2026 PST | 2026-11-26
                    Friday, November 20, 2026 PST (Today) | 2026-11-20
                    November 20                   | 2026-11-20
                    November 19                   | 2027-11-19
                    February 29                   | 2028-02-29
                    11/23/2026                    | 2026-11-23
                    11/23/26                      | 2026-11-23
                    11/23                         | 2026-11-23
                    11-23                         | 2026-11-23
                    23/11/2026                    | 2026-11-23
                    23.11.2026                    | 2026-11-23
                    23.11.                        | 2026-11-23
                    12/12                         | 2026-12-12
                    the 23rd                      | 2026-11-23
                    on the 5th                    | 2026-12-05
                    the twentieth                 | 2026-11-20
                    the 31st                      | 2026-12-31
                    the 30th of this month        | 2026-11-30
                    the 2nd of next month         | 2026-12-02
                    the first Monday of December  | 2026-12-07
                    first monday in december      | 2026-12-07
                    the second Tuesday of next month | 2026-12-08
                    the last Friday of the month  | 2026-11-27
                    the last day of the month     | 2026-11-30
                    the first Monday of November  | 2027-11-01
                    the fourth Thursday in November 2026 | 2026-11-26
                    today                         | 2026-11-20
                    TODAY!                        | 2026-11-20
                    tomorrow                      | 2026-11-21
                    the day after tomorrow        | 2026-11-22
                    yesterday                     | 2026-11-19
                    in 3 days                     | 2026-11-23
                    in three days                 | 2026-11-23
                    3 days from now               | 2026-11-23
                    in a week                     | 2026-11-27
                    in two weeks                  | 2026-12-04
                    two weeks from today          | 2026-12-04
                    in two weeks' time            | 2026-12-04
                    in a fortnight                | 2026-12-04
                    in a month                    | 2026-12-20
                    a week from Monday            | 2026-11-30
                    a week tomorrow               | 2026-11-28
                    Monday week                   | 2026-11-30
                    Monday                        | 2026-11-23
                    on monday                     | 2026-11-23
                    how about Monday, please      | 2026-11-23
                    'Tues'                        | 2026-11-24
                    this Sunday                   | 2026-11-22
                    thursday                      | 2026-11-26
                    this coming Thursday          | 2026-11-26
                    next Tuesday                  | 2026-11-24
                    next Friday                   | 2026-11-27
                    Tuesday of next week          | 2026-11-24
                    next week Wednesday           | 2026-11-25
                    next week on Friday           | 2026-11-27
                    this Friday                   | 2026-11-20
                    last Monday                   | 2026-11-16
                    2026\u201011\u201023          | 2026-11-23
                    """)
    void readsOneDay(String text, String date) {
        assertThat(read(text, TODAY, true)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    this week                     | 2026-11-20..2026-11-22
                    next week                     | 2026-11-23..2026-11-29
                    sometime next week            | 2026-11-23..2026-11-29
                    the week after next           | 2026-11-30..2026-12-06
                    early next week               | 2026-11-23..2026-11-25
                    the middle of next week       | 2026-11-24..2026-11-26
                    late next week                | 2026-11-26..2026-11-29
                    the rest of the week          | 2026-11-20..2026-11-22
                    this weekend                  | 2026-11-21..2026-11-22
                    over the weekend              | 2026-11-21..2026-11-22
                    next weekend                  | 2026-11-28..2026-11-29
                    this month                    | 2026-11-20..2026-11-30
                    next month                    | 2026-12-01..2026-12-31
                    in December                   | 2026-12-01..2026-12-31
                    in March                      | 2027-03-01..2027-03-31
                    2026-12                       | 2026-12-01..2026-12-31
                    the end of the month          | 2026-11-24..2026-11-30
                    end of November               | 2026-11-24..2026-11-30
                    beginning of December         | 2026-12-01..2026-12-07
                    mid-December                  | 2026-12-11..2026-12-20
                    the next three days           | 2026-11-20..2026-11-23
                    within two weeks              | 2026-11-20..2026-12-04
                    between Monday and Wednesday  | 2026-11-23..2026-11-25
                    Monday to Wednesday           | 2026-11-23..2026-11-25
                    Mon-Wed                       | 2026-11-23..2026-11-25
                    from Monday through Friday    | 2026-11-23..2026-11-27
                    from the 3rd to the 5th       | 2026-12-03..2026-12-05
                    3rd to 5th of December        | 2026-12-03..2026-12-05
                    December 3 to 5               | 2026-12-03..2026-12-05
                    December 3-5                  | 2026-12-03..2026-12-05
                    Nov 30 – Dec 2                | 2026-11-30..2026-12-02
                    from the 28th to the 3rd      | 2026-11-28..2026-12-03
                    2026-11-23 to 2026-11-25      | 2026-11-23..2026-11-25
                    2026-11-23/2026-11-25         | 2026-11-23..2026-11-25
                    today or tomorrow             | 2026-11-20..2026-11-21
                    Monday or Tuesday             | 2026-11-23..2026-11-24
                    after Wednesday               | 2026-11-26..2026-12-09
                    from Monday on                | 2026-11-23..2026-12-07
                    until Tuesday                 | 2026-11-20..2026-11-24
                    before Tuesday                | 2026-11-20..2026-11-23
                    any day                       | 2026-11-20..2026-12-04
                    as soon as possible           | 2026-11-20..2026-12-04
                    """)
    void readsSeveralDaysTogether(String text, String days) {
        assertThat(read(text, TODAY, true)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    11/12             | false | 2026-12-11,2027-11-12
                    11/12/2026        | false | 2026-11-12,2026-12-11
                    05.11.2026        | true  | 2026-05-11,2026-11-05
                    Friday            | true  | 2026-11-20,2026-11-27
                    a week from Friday | true | 2026-11-27,2026-12-04
                    next Sunday       | true  | 2026-11-22,2026-11-29
                    Sunday next week  | true  | 2026-11-22,2026-11-29
                    Monday or Thursday | true | 2026-11-23,2026-11-26
                    Thursday, 10/12   | false | 2026-12-10
                    """)
    void leavesOpenWhatIsOpen(String text, boolean monthFirst, String days) {
        assertThat(read(text, TODAY, monthFirst)).isEqualTo(days);
    }

    /** What "next" means hangs on the day it is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    next Friday   | 2026-11-18 | 2026-11-20,2026-11-27
                    next Monday   | 2026-11-18 | 2026-11-23
                    next Monday   | 2026-11-16 | 2026-11-23
                    next Monday   | 2026-11-22 | 2026-11-23,2026-11-30
                    this Friday   | 2026-11-18 | 2026-11-20
                    Friday        | 2026-11-18 | 2026-11-20
                    Friday week   | 2026-11-18 | 2026-11-27
                    next week     | 2026-11-22 | 2026-11-23..2026-11-29
                    this weekend  | 2026-11-22 | 2026-11-22..2026-11-22
                    tomorrow      | 2026-12-31 | 2027-01-01
                    tomorrow      | 2028-02-28 | 2028-02-29
                    in a month    | 2027-01-31 | 2027-02-28
                    January 4     | 2026-12-31 | 2027-01-04
                    February 29   | 2028-02-28 | 2028-02-29
                    the 30th      | 2027-02-01 | 2027-03-30
                    end of the month | 2026-11-28 | 2026-11-28..2026-11-30
                    """)
    void countsFromToday(String text, LocalDate today, String meant) {
        assertThat(read(text, today, true)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-02-30               | no FEBRUARY 30
                    February 30              | no FEBRUARY 30
                    11/31/2026               | no NOVEMBER 31
                    February 29, 2027        | no FEBRUARY 29 in 2027
                    Tuesday, November 23     | 2026-11-23 is no TUESDAY
                    Tuesday the 23rd         | 2026-11-23 is no TUESDAY
                    2026-11-23, Tuesday      | 2026-11-23 is no TUESDAY
                    Monday, November 23, 2023 | 2023-11-23
                    Thursday, November 23, 2023 | 2026-11-23 is no THURSDAY
                    """)
    void noticesWhatCanNotBe(String text, String found) {
        assertThat(read(text, TODAY, true)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-13-01",
                "soon",
                "whenever",
                "Mo 5",
                "Monday 24",
                "the 45th of May",
                "99999-01-01",
                "23",
                "true",
                "week",
                "nächste Woche",
                "2026-11-23 2026-11-24",
                "from November 25 to November 23",
                "YYYY-MM-DD"
            })
    void readsNoDateIntoWhatIsNone(String text) {
        assertThat(read(text, TODAY, true)).isEqualTo("?");
    }

    @Test
    void yesterdayDoesNotComeAgain() {
        assertThat(SpokenDates.read("yesterday", TODAY, true))
                .isEqualTo(new DateReading.Day(TODAY.minusDays(1), false));
        assertThat(SpokenDates.read("2025-11-23", TODAY, true))
                .isEqualTo(new DateReading.Day(LocalDate.parse("2025-11-23"), true));
    }

    private static String read(String text, LocalDate today, boolean monthFirst) {
        return switch (SpokenDates.read(text, today, monthFirst)) {
            case DateReading.Day day -> day.date().toString();
            case DateReading.Range range -> range.from() + ".." + range.to();
            case DateReading.Several several ->
                several.days().stream().map(LocalDate::toString).collect(Collectors.joining(","));
            case DateReading.Contradiction contradiction -> contradiction.date() + " is no " + contradiction.said();
            case DateReading.Missing missing ->
                "no " + missing.month() + " " + missing.day() + (missing.year() == null ? "" : " in " + missing.year());
            case DateReading.Unreadable unreadable -> "?";
        };
    }
}
