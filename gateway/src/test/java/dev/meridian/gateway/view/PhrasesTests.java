package dev.meridian.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.gateway.Offers;
import dev.meridian.gateway.request.Slot;
import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasesTests {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Slot NOON = Offers.slot("2026-11-23T20:00:00Z");

    @Test
    void saysADayOnce() {
        assertThat(offer(false, Offers.MONDAY_9, Offers.MONDAY_10, NOON))
                .isEqualTo("I can offer Monday, November 23 at 9 AM, 10 AM or 12 PM, Pacific Time. Which suits you?");
    }

    @Test
    void saysEachDay() {
        assertThat(offer(false, Offers.MONDAY_9, Offers.TUESDAY_9))
                .isEqualTo("I can offer Monday, November 23 at 9 AM or Tuesday, November 24 at 9 AM, Pacific Time."
                        + " Which suits you?");
    }

    @Test
    void keepsTheDaysApart() {
        assertThat(offer(false, Offers.TUESDAY_9, Offers.MONDAY_9, Offers.MONDAY_10))
                .isEqualTo("I can offer Monday, November 23 at 9 or 10 AM, or Tuesday, November 24 at 9 AM,"
                        + " Pacific Time. Which suits you?");
    }

    @Test
    void saysTheFullDateWhereAnotherYearWasSaid() {
        assertThat(offer(true, Offers.MONDAY_9, NOON))
                .isEqualTo("For Monday, November 23, 2026, I can offer 9 AM or 12 PM, Pacific Time. Which suits you?");
    }

    @Test
    void offersAnotherTimeInTwoSentences() {
        assertThat(Phrases.taken(List.of(Offers.MONDAY_10), PACIFIC))
                .isEqualTo("That time is already taken. Would Monday, November 23 at 10 AM, Pacific Time, suit you?");
    }

    private static String offer(boolean sayYear, Slot... slots) {
        return Phrases.offer(new AskedDates(MONDAY, MONDAY, PartOfDay.ANY, sayYear), List.of(slots), PACIFIC);
    }
}
