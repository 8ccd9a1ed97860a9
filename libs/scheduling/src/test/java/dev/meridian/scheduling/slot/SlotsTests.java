package dev.meridian.scheduling.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Holidays;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.scheduling.time.Transitions;
import dev.meridian.scheduling.time.Transitions.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTests {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Schedule NIGHTS = Schedule.standard(KOLKATA);

    /** Friday noon in Kolkata. */
    private static final Instant NOW = Instant.parse("2026-11-20T06:30:00Z");

    @Test
    void offersTheDefaultNightShiftAsOneWindow() {
        assertThat(starts(query(Service.standard(), NIGHTS, "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")))
                .containsExactly(
                        "2026-11-23T13:00:00Z",
                        "2026-11-23T14:00:00Z",
                        "2026-11-23T15:00:00Z",
                        "2026-11-23T16:00:00Z",
                        "2026-11-23T17:00:00Z",
                        "2026-11-23T18:00:00Z",
                        "2026-11-23T19:00:00Z",
                        "2026-11-23T20:00:00Z",
                        "2026-11-23T21:00:00Z");
    }

    @Test
    void keepsSaturdaysShiftUntilSundayMorningAndNothingMore() {
        assertThat(starts(query(Service.standard(), NIGHTS, "2026-11-21T18:30:00Z", "2026-11-23T12:00:00Z")))
                .containsExactly("2026-11-21T19:00:00Z", "2026-11-21T20:00:00Z", "2026-11-21T21:00:00Z");
    }

    @Test
    void startsNoEarlierThanNoticeAllowsAndNoLaterThanTheWindow() {
        SlotQuery query = query(Service.standard(), NIGHTS, "2026-11-20T00:00:00Z", "2027-01-01T00:00:00Z");
        List<String> starts = starts(query);
        assertThat(starts).startsWith("2026-11-20T13:00:00Z").endsWith("2026-12-04T18:00:00Z");
        Instant later = Instant.parse("2026-11-20T11:00:00Z");
        assertThat(starts(at(query, later))).startsWith("2026-11-20T13:00:00Z");
        assertThat(starts(at(query, later.plusNanos(1)))).startsWith("2026-11-20T14:00:00Z");
    }

    @Test
    void leavesTheEveningBeforeAloneWhenADateIsClosed() {
        Schedule schedule = with(NIGHTS, List.of(new DateOverride(LocalDate.parse("2026-11-24"), List.of())), null);
        assertThat(starts(query(Service.standard(), schedule, "2026-11-23T18:30:00Z", "2026-11-25T12:00:00Z")))
                .containsExactly("2026-11-23T19:00:00Z", "2026-11-23T20:00:00Z", "2026-11-23T21:00:00Z");
    }

    @Test
    void closesOnOwnHolidaysUnlessAnOverrideSaysOtherwise() {
        Holidays holidays =
                new Holidays(null, null, List.of(LocalDate.parse("2026-11-24"), LocalDate.parse("2026-11-25")));
        DateOverride works = new DateOverride(LocalDate.parse("2026-11-25"), List.of(Window.of("10:00", "12:00")));
        assertThat(starts(query(
                        Service.standard(),
                        with(NIGHTS, List.of(works), holidays),
                        "2026-11-24T00:00:00Z",
                        "2026-11-26T00:00:00Z")))
                .containsExactly("2026-11-25T04:30:00Z", "2026-11-25T05:30:00Z");
    }

    @Test
    void closesOnTheHolidaysOfTheHostsCountryUnlessAnOverrideSaysOtherwise() {
        // Gandhi's birthday is a Friday; the night of Thursday runs into it and stays.
        Holidays india = new Holidays("IN", null, List.of());
        SlotQuery query = SlotQuery.of(
                Service.standard(),
                with(NIGHTS, List.of(), india),
                Instant.parse("2026-09-30T00:00:00Z"),
                Instant.parse("2026-10-01T20:00:00Z"),
                Instant.parse("2026-10-03T13:30:00Z"),
                KOLKATA);
        assertThat(starts(query))
                .containsExactly("2026-10-01T20:00:00Z", "2026-10-01T21:00:00Z", "2026-10-03T13:00:00Z");
        DateOverride works = new DateOverride(LocalDate.parse("2026-10-02"), List.of(Window.of("18:30", "19:30")));
        SlotQuery worked = SlotQuery.of(
                Service.standard(),
                with(NIGHTS, List.of(works), india),
                query.now(),
                Instant.parse("2026-10-02T00:00:00Z"),
                Instant.parse("2026-10-03T00:00:00Z"),
                KOLKATA);
        assertThat(starts(worked)).containsExactly("2026-10-02T13:00:00Z");
    }

    @Test
    void doesNotAlignAnewAfterABreak() {
        Schedule schedule = new Schedule(
                "day",
                UTC,
                List.of(WeeklyWindow.of(List.of(Weekday.MON), "09:00", "13:00")),
                List.of(WeeklyWindow.of(List.of(Weekday.MON), "10:00", "10:30")),
                List.of(),
                null,
                List.of(),
                EffectiveDates.ALWAYS,
                1);
        assertThat(starts(query(Service.standard(), schedule, "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")))
                .containsExactly("2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z");
    }

    @Test
    void keepsTheLargerOfTwoNeighboursBuffers() {
        Service service = Rules.service(60, 5, Alignment.WINDOW_START, 0, 14, 10, 20);
        Schedule schedule = Rules.schedule(UTC, "09:00", "15:00");
        TimeRange taken = range("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z");
        SlotQuery query = query(service, schedule, "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        SlotQuery foreign = query.withBusy(List.of(taken), List.of());
        assertThat(starts(foreign)).contains("2026-11-23T09:40:00Z", "2026-11-23T12:10:00Z");
        assertThat(starts(foreign)).doesNotContain("2026-11-23T09:45:00Z", "2026-11-23T12:05:00Z");
        SlotQuery own =
                query.withBusy(List.of(), List.of(new Occupied(taken, Duration.ofMinutes(15), Duration.ofMinutes(30))));
        assertThat(starts(own)).contains("2026-11-23T09:40:00Z", "2026-11-23T12:30:00Z");
        assertThat(starts(own)).doesNotContain("2026-11-23T09:45:00Z", "2026-11-23T12:25:00Z");
    }

    @Test
    void offersNothingInALengthTheServiceDoesNotHave() {
        SlotQuery query = query(Service.standard(), NIGHTS, "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        assertThat(Slots.free(query.lasting(45))).isEmpty();
    }

    @Test
    void offersNothingInAnEmptyRange() {
        assertThat(Slots.free(query(Service.standard(), NIGHTS, "2026-11-23T14:00:00Z", "2026-11-23T14:00:00Z")))
                .isEmpty();
        assertThat(Slots.free(query(Service.standard(), NIGHTS, "2026-11-23T14:00:00Z", "2026-11-23T13:00:00Z")))
                .isEmpty();
    }

    @Test
    void hasAsManyHoursAsTheDayReallyHas() {
        for (Change change : Transitions.all()) {
            ZoneId zone = change.zone();
            LocalDate date = LocalDate.ofInstant(change.transition().getInstant(), zone);
            for (LocalDate day = date.minusDays(1); !day.isAfter(date.plusDays(1)); day = day.plusDays(1)) {
                Instant from = day.atStartOfDay(zone).toInstant();
                Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
                Schedule schedule = Schedule.weekly(
                        "day",
                        zone,
                        List.of(WeeklyWindow.of(List.of(Weekday.of(day.getDayOfWeek())), "00:00", "24:00")));
                Service service = Rules.service(30, 30, Alignment.WINDOW_START);
                assertThat(Slots.free(SlotQuery.of(service, schedule, from, from, to, zone)))
                        .as("%s in %s", day, zone)
                        .hasSize((int) (Duration.between(from, to).toMinutes() / 30));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks go from 2 to 3: a window that begins in the gap begins as much later.
        "America/New_York, 2026-03-08, 02:30, 05:00, 2026-03-08T07:30:00Z, 2026-03-08T09:00:00Z",
        // Nothing is left of a window that ends where its start moved to, or before.
        "America/New_York, 2026-03-08, 02:30, 03:00, , ",
        // Clocks go from 2 back to 1: one o'clock is the first one, and the night lasts an hour longer.
        "America/New_York, 2026-11-01, 01:00, 03:00, 2026-11-01T05:00:00Z, 2026-11-01T08:00:00Z",
        "America/New_York, 2026-10-31, 22:00, 06:00, 2026-11-01T02:00:00Z, 2026-11-01T11:00:00Z",
        "Australia/Lord_Howe, 2026-04-05, 00:00, 24:00, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z"
    })
    void readsWindowsOnTheWallClockAsJavaDoes(
            ZoneId zone, LocalDate date, String start, String end, @Nullable Instant opens, @Nullable Instant closes) {
        Schedule schedule = Schedule.weekly(
                "day", zone, List.of(WeeklyWindow.of(List.of(Weekday.of(date.getDayOfWeek())), start, end)));
        List<TimeRange> open = WorkingHours.of(schedule)
                .open(
                        date.atStartOfDay(zone).toInstant(),
                        date.plusDays(2).atStartOfDay(zone).toInstant());
        assertThat(open).isEqualTo(opens == null || closes == null ? List.of() : List.of(new TimeRange(opens, closes)));
    }

    @Test
    void cutsOpenHoursToTheSpan() {
        assertThat(WorkingHours.of(NIGHTS)
                        .open(Instant.parse("2026-11-23T15:00:00Z"), Instant.parse("2026-11-24T14:00:00Z")))
                .containsExactly(
                        range("2026-11-23T15:00:00Z", "2026-11-23T22:00:00Z"),
                        range("2026-11-24T13:00:00Z", "2026-11-24T14:00:00Z"));
        assertThat(WorkingHours.of(NIGHTS).open(NOW, NOW)).isEmpty();
    }

    @Test
    void keepsTheViewersClockOverAHalfHourShift() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        SlotQuery query = SlotQuery.of(
                Rules.service(60, 60, Alignment.FREE_RANGE_CLOCK),
                Rules.schedule(UTC, "00:00", "24:00"),
                Instant.parse("2026-04-04T12:00:00Z"),
                Instant.parse("2026-04-04T12:00:00Z"),
                Instant.parse("2026-04-04T18:00:00Z"),
                lordHowe);
        assertThat(Slots.free(query))
                .isNotEmpty()
                .allMatch(slot -> slot.start().atZone(lordHowe).getMinute() == 0);
    }

    @Test
    void givesTheSameAnswerForThousandsOfBusyTimesInAnyOrder() {
        List<TimeRange> busy = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            busy.add(TimeRange.of(NOW.plusSeconds(240L * i), Duration.ofMinutes(3)));
        }
        SlotQuery query = query(Service.standard(), NIGHTS, "2026-11-20T00:00:00Z", "2026-12-04T00:00:00Z");
        List<TimeRange> free = Slots.free(query.withBusy(busy, List.of()));
        Collections.reverse(busy);
        assertThat(Slots.free(query.withBusy(busy, List.of()))).isEqualTo(free).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T06:29:59Z, 60, PAST",
        "2026-11-20T08:00:00Z, 60, NOTICE",
        "2026-12-04T18:30:00Z, 60, BEYOND_WINDOW",
        "2026-11-23T12:00:00Z, 60, CLOSED",
        "2026-11-23T21:30:00Z, 60, CLOSED",
        "2026-11-22T14:00:00Z, 60, CLOSED",
        "2026-11-23T14:30:00Z, 60, OFF_GRID",
        "2026-11-23T14:00:01Z, 60, OFF_GRID",
        "2026-11-23T14:00:00.5Z, 60, OFF_GRID",
        "2026-11-23T14:00:00Z, 45, DURATION"
    })
    void saysWhyAStartIsNotAllowed(Instant start, int minutes, Reason reason) {
        assertThat(SlotRules.judge(Service.standard(), minutes, NIGHTS, KOLKATA, NOW, start))
                .isEqualTo(new SlotVerdict.NotAllowed(reason));
    }

    @Test
    void allowsAStartOnTheGrid() {
        assertThat(SlotRules.judge(Service.standard(), 60, NIGHTS, KOLKATA, NOW, Instant.parse("2026-11-23T21:00:00Z")))
                .isEqualTo(new SlotVerdict.Allowed(range("2026-11-23T21:00:00Z", "2026-11-23T22:00:00Z")));
    }

    @Test
    void endsTheWindowWithTheHostsDay() {
        assertThat(SlotRules.windowEnd(Service.standard(), NIGHTS, NOW))
                .isEqualTo(Instant.parse("2026-12-04T18:30:00Z"));
    }

    @Test
    void offersTheServiceOnItsDatesAlone() {
        Service service = dated(14, "2026-11-24", "2026-11-24");
        assertThat(starts(query(service, NIGHTS, "2026-11-20T00:00:00Z", "2026-12-20T00:00:00Z")))
                .as("the night of Monday until three, and that of Tuesday until midnight in Kolkata")
                .containsExactly(
                        "2026-11-23T19:00:00Z",
                        "2026-11-23T20:00:00Z",
                        "2026-11-23T21:00:00Z",
                        "2026-11-24T13:00:00Z",
                        "2026-11-24T14:00:00Z",
                        "2026-11-24T15:00:00Z",
                        "2026-11-24T16:00:00Z",
                        "2026-11-24T17:00:00Z",
                        "2026-11-24T18:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T18:00:00Z, BEFORE_WINDOW",
        "2026-11-23T19:00:00Z, ",
        "2026-11-24T18:00:00Z, ",
        "2026-11-24T19:00:00Z, BEYOND_WINDOW"
    })
    void saysOnWhichSideOfItsDatesAServiceIsNotAllowed(Instant start, @Nullable Reason reason) {
        SlotVerdict verdict = SlotRules.judge(dated(14, "2026-11-24", "2026-11-24"), 60, NIGHTS, KOLKATA, NOW, start);
        assertThat(verdict)
                .isEqualTo(
                        reason == null
                                ? new SlotVerdict.Allowed(TimeRange.of(start, Duration.ofHours(1)))
                                : new SlotVerdict.NotAllowed(reason));
    }

    @Test
    void keepsToWhicheverOfItsWindowsIsNarrower() {
        assertThat(SlotRules.windowEnd(dated(14, null, "2026-11-24"), NIGHTS, NOW))
                .isEqualTo(Instant.parse("2026-11-24T18:30:00Z"));
        assertThat(SlotRules.windowEnd(dated(14, null, "2027-11-24"), NIGHTS, NOW))
                .isEqualTo(Instant.parse("2026-12-04T18:30:00Z"));
        assertThat(SlotRules.windowStart(dated(14, "2026-11-24", null), NIGHTS, NOW))
                .isEqualTo(Instant.parse("2026-11-23T18:30:00Z"));
        assertThat(SlotRules.windowStart(dated(14, "2020-11-24", null), NIGHTS, NOW))
                .isEqualTo(Instant.parse("2026-11-20T06:30:00Z"));
        assertThat(starts(query(dated(14, null, "2026-11-19"), NIGHTS, "2026-11-01T00:00:00Z", "2026-12-20T00:00:00Z")))
                .isEmpty();
    }

    private static Service dated(int windowDays, @Nullable String from, @Nullable String to) {
        EffectiveDates dates = new EffectiveDates(
                from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
        return Rules.service(60, 60, Alignment.WINDOW_START, 0, windowDays, 0, 0, dates, null, null);
    }

    private static SlotQuery query(Service service, Schedule schedule, String from, String to) {
        return SlotQuery.of(service, schedule, NOW, Instant.parse(from), Instant.parse(to), KOLKATA);
    }

    private static SlotQuery at(SlotQuery query, Instant now) {
        return SlotQuery.of(query.service(), query.schedule(), now, query.from(), query.to(), KOLKATA);
    }

    private static Schedule with(Schedule schedule, List<DateOverride> overrides, @Nullable Holidays holidays) {
        return new Schedule(
                schedule.id(),
                schedule.zone(),
                schedule.weekly(),
                List.of(),
                overrides,
                holidays,
                List.of(),
                EffectiveDates.ALWAYS,
                1);
    }

    private static List<String> starts(SlotQuery query) {
        return Slots.free(query).stream().map(slot -> slot.start().toString()).toList();
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }
}
