package dev.meridian.scheduling.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTests {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    @Test
    void startsWithOneHourAppointments() {
        Service service = Service.standard();
        assertThat(service.id()).isEqualTo("standard");
        assertThat(service.defaultDurationMinutes()).isEqualTo(60);
        assertThat(service.minNoticeMinutes()).isEqualTo(120);
        assertThat(service.windowDays()).isEqualTo(14);
        assertThat(service.prices().getFirst().amount()).hasToString("0.00");
    }

    @Test
    void startsWithNightShiftsAsOneWindowEach() {
        Schedule schedule = Schedule.standard(KOLKATA);
        WeeklyWindow shift = schedule.weekly().getFirst();
        assertThat(schedule.weekly()).hasSize(1);
        assertThat(shift.days()).doesNotContain(Weekday.SUN).hasSize(6);
        assertThat(shift.window().runsIntoNextDay()).isTrue();
        assertThat(schedule.holidays()).isNull();
        assertThat(Staff.standard(KOLKATA).schedule()).isEqualTo(schedule.id());
    }

    @Test
    void namesEveryFaultOfAServiceAtOnce() {
        Service valid = Service.standard();
        InvalidCatalogue invalid = catchThrowableOfType(
                InvalidCatalogue.class,
                () -> new Service(
                        "No Spaces",
                        " ",
                        List.of(0),
                        0,
                        valid.alignment(),
                        -1,
                        0,
                        120,
                        100_000,
                        null,
                        0,
                        null,
                        0,
                        false,
                        null,
                        1440,
                        1440,
                        List.of("a", "a"),
                        valid.assignment(),
                        false,
                        List.of(),
                        List.of(),
                        List.of(new Price(60, BigDecimal.ONE, Currency.getInstance("INR"))),
                        valid.location(),
                        1));
        assertThat(invalid.faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "durations_minutes[0]",
                        "interval_minutes",
                        "buffer_before_minutes",
                        "window_days",
                        "max_per_day",
                        "capacity",
                        "staff",
                        "prices[0].duration_minutes");
        assertThat(invalid).hasMessageContaining("buffer_before_minutes: -1 (expected: 0 to 1440)");
    }

    @Test
    void readsTheEndOfTheDay() {
        Window window = Window.of("00:00", "24:00");
        assertThat(window.end()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(window.endText()).isEqualTo("24:00");
        assertThat(window.runsIntoNextDay()).isTrue();
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatThrownBy(() -> Window.of("24:00", "03:30"))
                .hasMessage("start: 24:00 (expected: HH:mm, 00:00 to 23:59)");
        assertThatThrownBy(() -> Window.of("18:30", "3:30")).hasMessage("end: 3:30 (expected: HH:mm, 00:00 to 24:00)");
        assertThatThrownBy(() -> new Window(LocalTime.of(9, 0, 1), LocalTime.NOON))
                .hasMessage("start: 09:00:01 (expected: whole minutes)");
    }

    @Test
    void namesEverythingThatIsWrongWithAWindowAtOnce() {
        assertThatThrownBy(() -> Window.of("9", "25:00"))
                .hasMessage("start: 9 (expected: HH:mm, 00:00 to 23:59); end: 25:00 (expected: HH:mm, 00:00 to 24:00)");
        assertThat(catchThrowableOfType(InvalidCatalogue.class, () -> WeeklyWindow.of(List.of(), "9", "25:00"))
                        .faults())
                .extracting(Fault::field)
                .containsExactly("days", "start", "end");
    }

    @Test
    void refusesPricesThatNobodyCanPay() {
        Currency rupee = Currency.getInstance("INR");
        assertThat(new Price(60, new BigDecimal("0.00"), Currency.getInstance("JPY")).amount())
                .hasToString("0.00");
        assertThatThrownBy(() -> new Price(60, new BigDecimal("0.005"), rupee))
                .hasMessage("amount: 0.005 (expected: at most 2 digits after the point, as INR has)");
        assertThatThrownBy(() -> new Price(60, new BigDecimal("1e13"), rupee)).hasMessageStartingWith("amount: 1E+13");
        assertThatThrownBy(() -> new Price(60, BigDecimal.ONE.negate(), rupee)).hasMessageStartingWith("amount: -1");
    }

    @Test
    void refusesTwoOverridesOfOneDate() {
        DateOverride closed = new DateOverride(LocalDate.parse("2026-12-31"), List.of());
        Schedule usual = Schedule.standard(KOLKATA);
        assertThatThrownBy(() -> new Schedule(
                        "default",
                        KOLKATA,
                        usual.weekly(),
                        List.of(),
                        List.of(closed, closed),
                        null,
                        List.of(),
                        EffectiveDates.ALWAYS,
                        1))
                .hasMessage("overrides.date: 2026-12-31 (expected: once)");
    }

    @Test
    void refusesNestedValuesThatMakeNoSense() {
        assertThatThrownBy(() -> new EffectiveDates(LocalDate.parse("2026-12-31"), LocalDate.parse("2026-12-30")))
                .hasMessage("to: 2026-12-30 (expected: not before 2026-12-31)");
        assertThatThrownBy(() -> new Holidays("India", "KA", List.of())).hasMessageStartingWith("country: India");
        assertThatThrownBy(() -> new WeeklyWindow(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT))
                .hasMessageStartingWith("days: []");
        assertThatThrownBy(() -> new Question("", "Why?", QuestionType.TEXT, true))
                .hasMessageStartingWith("key: ");
        assertThatThrownBy(() -> new CalendarUse("", true, true)).hasMessageStartingWith("id: ");
    }

    @Test
    void translatesDaysBothWays() {
        for (DayOfWeek day : DayOfWeek.values()) {
            assertThat(Weekday.of(day).dayOfWeek()).isEqualTo(day);
        }
    }
}
