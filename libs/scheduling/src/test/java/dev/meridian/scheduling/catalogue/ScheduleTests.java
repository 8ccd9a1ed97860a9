package dev.meridian.scheduling.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTests {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final WeeklyWindow DAYS = WeeklyWindow.of(List.of(Weekday.MON, Weekday.TUE), "09:00", "17:00");
    private static final WeeklyWindow LUNCH = WeeklyWindow.of(List.of(Weekday.values()), "12:00", "13:00");

    @Test
    void takesWindowsThatOverlapOrTouch() {
        WeeklyWindow late = WeeklyWindow.of(List.of(Weekday.MON), "16:00", "20:00");
        WeeklyWindow later = WeeklyWindow.of(List.of(Weekday.MON), "20:00", "02:00");
        DateOverride merged = override("2026-12-31", Window.of("09:00", "12:00"), Window.of("11:00", "15:00"));
        assertThat(schedule(List.of(DAYS, late, later), List.of(LUNCH), List.of(merged), EffectiveDates.ALWAYS)
                        .weekly())
                .hasSize(3);
    }

    @Test
    void takesABreakOutsideAllWindowsAndADayWithoutEnd() {
        WeeklyWindow night = WeeklyWindow.of(List.of(Weekday.SUN), "02:00", "03:00");
        WeeklyWindow day = WeeklyWindow.of(List.of(Weekday.values()), "00:00", "00:00");
        assertThat(schedule(List.of(DAYS), List.of(night), List.of(), EffectiveDates.ALWAYS)
                        .breaks())
                .hasSize(1);
        assertThat(schedule(List.of(day), List.of(LUNCH), List.of(), EffectiveDates.ALWAYS)
                        .weekly())
                .hasSize(1);
    }

    @Test
    void namesEveryContradictionAtOnce() {
        EffectiveDates january = new EffectiveDates(LocalDate.parse("2027-01-01"), LocalDate.parse("2027-01-31"));
        WeeklyWindow again = WeeklyWindow.of(List.of(Weekday.TUE, Weekday.WED), "09:00", "17:00");
        WeeklyWindow noon = WeeklyWindow.of(List.of(Weekday.SAT), "12:15", "12:45");
        DateOverride odd = override(
                "2026-12-31", Window.of("10:00", "11:00"), Window.of("12:00", "13:00"), Window.of("10:00", "11:00"));
        InvalidCatalogue invalid = catchThrowableOfType(
                InvalidCatalogue.class,
                () -> schedule(List.of(DAYS, again, noon), List.of(LUNCH, LUNCH), List.of(odd, odd), january));
        assertThat(invalid.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "overrides.date: 2026-12-31 (expected: once)",
                        "weekly[1]: 09:00 to 17:00 (expected: once on each of its days)",
                        "breaks[1]: 12:00 to 13:00 (expected: once on each of its days)",
                        "weekly[2]: 12:15 to 12:45 (expected: longer than the breaks in it)",
                        "overrides[0].windows[1]: 12:00 to 13:00 (expected: longer than the breaks in it)",
                        "overrides[0].windows[2]: 10:00 to 11:00 (expected: once)",
                        "overrides[1].windows[1]: 12:00 to 13:00 (expected: longer than the breaks in it)",
                        "overrides[1].windows[2]: 10:00 to 11:00 (expected: once)",
                        "effective: 2027-01-01 to 2027-01-31 (expected: dates with at least one of the overrides)");
    }

    @Test
    void seesBreaksThatTogetherLeaveNothingOfAWindowAcrossMidnight() {
        WeeklyWindow sundayNight = WeeklyWindow.of(List.of(Weekday.SUN), "23:00", "01:00");
        WeeklyWindow before = WeeklyWindow.of(List.of(Weekday.SUN), "22:00", "00:00");
        WeeklyWindow after = WeeklyWindow.of(List.of(Weekday.MON), "00:00", "01:00");
        assertThatThrownBy(
                        () -> schedule(List.of(sundayNight), List.of(before, after), List.of(), EffectiveDates.ALWAYS))
                .hasMessage("weekly[0]: 23:00 to 01:00 (expected: longer than the breaks in it)");
    }

    @Test
    void namesTheHolidaysThatAreNone() {
        assertThatThrownBy(() -> new Holidays("ZZ", "KA", List.of()))
                .hasMessage("country: ZZ (expected: two capital letters of a country, for example IN or US, or null)");
        assertThatThrownBy(() -> new Holidays("GB", "LON", List.of()))
                .hasMessage("subdivision: LON (expected: one of ENG, NIR, SCT, WLS, or null)");
        assertThatThrownBy(() -> new Holidays("VA", "X", List.of()))
                .hasMessage("subdivision: X (expected: null: VA has the same holidays everywhere)");
        LocalDate date = LocalDate.parse("2026-12-31");
        assertThatThrownBy(() -> new Holidays(null, "KA", List.of(date, date)))
                .hasMessage("extra: 2026-12-31 (expected: once); subdivision: KA (expected: null without a country)");
    }

    @Test
    void knowsDaysOffByCountryAndByOwnList() {
        Holidays holidays = new Holidays("IN", "KL", List.of(LocalDate.parse("2026-11-24")));
        assertThat(holidays.include(LocalDate.parse("2027-01-26"))).isTrue();
        assertThat(holidays.include(LocalDate.parse("2026-11-24"))).isTrue();
        assertThat(holidays.include(LocalDate.parse("2026-11-25"))).isFalse();
    }

    private static Schedule schedule(
            List<WeeklyWindow> weekly,
            List<WeeklyWindow> breaks,
            List<DateOverride> overrides,
            EffectiveDates effective) {
        return new Schedule("default", KOLKATA, weekly, breaks, overrides, null, List.of(), effective, 1);
    }

    private static DateOverride override(String date, Window... windows) {
        return new DateOverride(LocalDate.parse(date), List.of(windows));
    }
}
