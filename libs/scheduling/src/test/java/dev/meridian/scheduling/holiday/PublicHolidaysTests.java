package dev.meridian.scheduling.holiday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublicHolidaysTests {
    @Test
    void knowsTheHolidaysOfACountry() {
        assertThat(PublicHolidays.of("IN", null, 2027))
                .contains(LocalDate.parse("2027-01-26"), LocalDate.parse("2027-08-15"), LocalDate.parse("2027-10-02"))
                .doesNotContain(LocalDate.parse("2027-12-25"));
    }

    @Test
    void addsThoseOfASubdivision() {
        assertThat(PublicHolidays.subdivisions("IN")).contains("AP", "DL", "KL");
        assertThat(PublicHolidays.of("IN", "AP", 2027))
                .contains(LocalDate.parse("2027-01-26"), LocalDate.parse("2027-12-25"));
    }

    @Test
    void putsAHolidayOnTheDayItIsKept() {
        // The Fourth of July 2027 is a Sunday.
        assertThat(PublicHolidays.of("US", null, 2027))
                .contains(LocalDate.parse("2027-07-05"))
                .doesNotContain(LocalDate.parse("2027-07-04"));
    }

    @Test
    void leavesOutDaysThatCloseNothing() {
        // Saint Valentine's is observed in the United States.
        assertThat(PublicHolidays.of("US", null, 2027)).doesNotContain(LocalDate.parse("2027-02-14"));
    }

    @Test
    void knowsCountriesByTheirTwoLetters() {
        assertThat(PublicHolidays.countries())
                .contains("IN", "US", "GB", "DE", "AU", "CA")
                .allMatch(code -> code.matches("[A-Z]{2}"));
    }

    @Test
    void readsEveryCountryInEveryYear() {
        for (String country : PublicHolidays.countries()) {
            assertThat(PublicHolidays.subdivisions(country)).allMatch(code -> code.matches("[A-Z0-9-]+"));
            for (int year : new int[] {PublicHolidays.FIRST_YEAR, 2026, PublicHolidays.LAST_YEAR}) {
                Set<LocalDate> dates = PublicHolidays.of(country, null, year);
                assertThat(dates).as("%s %d", country, year).allMatch(date -> date.getYear() == year);
            }
        }
        assertThat(PublicHolidays.of("IN", null, PublicHolidays.LAST_YEAR + 1)).isEmpty();
        assertThat(PublicHolidays.of("IN", null, PublicHolidays.FIRST_YEAR - 1)).isEmpty();
    }

    @Test
    void answersManyAtOnce() throws Exception {
        List<Callable<Set<LocalDate>>> questions = IntStream.range(0, 64)
                .<Callable<Set<LocalDate>>>mapToObj(i -> () -> PublicHolidays.of("BR", null, 2000 + i % 8))
                .toList();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Set<LocalDate>> answer : many.invokeAll(questions)) {
                assertThat(answer.get()).hasSizeGreaterThan(5);
            }
        }
    }
}
