package dev.meridian.scheduling.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.assignment.Candidate;
import dev.meridian.scheduling.assignment.FreeTime;
import dev.meridian.scheduling.assignment.Turns;
import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.catalogue.Assignment;
import dev.meridian.scheduling.catalogue.DateOverride;
import dev.meridian.scheduling.catalogue.EffectiveDates;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.catalogue.Window;
import dev.meridian.scheduling.speech.Spoken;
import dev.meridian.scheduling.time.Intervals;
import dev.meridian.scheduling.time.TimeRange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of other booking systems expect, as data. */
class PeerCasesTests {
    private static final List<JsonNode> CASES = load();
    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void readsAllCases() {
        Map<String, Long> kinds = CASES.stream()
                .collect(Collectors.groupingBy(test -> test.get("kind").asString(), Collectors.counting()));
        // What is about several who book at once is run where that is decided, and what is about dates where they are
        // read.
        assertThat(kinds)
                .isEqualTo(Map.of(
                        "assign", 5L,
                        "concurrency", 2L,
                        "grouping", 2L,
                        "hold", 4L,
                        "limit", 3L,
                        "ranges", 3L,
                        "set_algebra", 6L,
                        "slot_grid", 7L,
                        "slots", 25L,
                        "validate", 1L));
    }

    @TestFactory
    Stream<DynamicTest> offersExactlyTheStartsOfTheCase() {
        return named("slots", test -> {
            List<String> starts = Slots.free(query(test.get("input"))).stream()
                    .map(slot -> slot.start().toString())
                    .toList();
            assertThat(starts).isEqualTo(strings(test.at("/expect/starts_utc")));
            assertThat(starts).hasSize(test.at("/expect/count").asInt());
        });
    }

    @TestFactory
    Stream<DynamicTest> calculatesWithSets() {
        return named("set_algebra", test -> {
            JsonNode input = test.get("input");
            Intervals result = switch (input.get("op").asString()) {
                case "subtract" -> intervals(input.get("free")).subtract(intervals(input.get("busy")));
                case "intersect" -> intervals(input.get("a")).intersect(intervals(input.get("b")));
                case "merge" ->
                    intervals(JsonMapper.shared()
                            .createArrayNode()
                            .add(input.get("a"))
                            .add(input.get("b")));
                default -> throw new AssertionError(input);
            };
            assertThat(result).isEqualTo(intervals(test.at("/expect/result")));
        });
    }

    @TestFactory
    Stream<DynamicTest> keepsToTheGridOfTheRange() {
        return named("slot_grid", test -> {
            JsonNode input = test.get("input");
            List<Integer> starts = onTheGrid(input, input.get("free")).stream()
                    .map(PeerCasesTests::minute)
                    .toList();
            List<Integer> expected = new ArrayList<>();
            test.at("/expect/starts").forEach(start -> expected.add(start.asInt()));
            assertThat(starts).isEqualTo(expected);
        });
    }

    /** The case's units are minutes after midnight, its range the working window. */
    private static List<TimeRange> onTheGrid(JsonNode input, JsonNode free) {
        LocalTime opens = LocalTime.MIDNIGHT.plusMinutes(input.at("/range/0").asInt());
        LocalTime closes = LocalTime.MIDNIGHT.plusMinutes(input.at("/range/1").asInt());
        List<TimeRange> busy = new ArrayList<>();
        Intervals taken = Intervals.of(new long[] {0}, new long[] {1000}).subtract(intervals(free));
        for (int i = 0; i < taken.size(); i++) {
            busy.add(new TimeRange(MIDNIGHT.plusSeconds(60 * taken.start(i)), MIDNIGHT.plusSeconds(60 * taken.end(i))));
        }
        return Slots.free(new SlotQuery(
                Rules.service(
                        input.get("duration").asInt(), input.get("interval").asInt(), Alignment.WINDOW_START),
                input.get("duration").asInt(),
                Rules.schedule(ZoneId.of("UTC"), opens.toString(), closes.toString()),
                MIDNIGHT,
                MIDNIGHT,
                MIDNIGHT.plusSeconds(24 * 3600),
                busy,
                List.of(),
                ZoneId.of("UTC")));
    }

    private static int minute(TimeRange slot) {
        return (int) ((slot.start().getEpochSecond() - MIDNIGHT.getEpochSecond()) / 60);
    }

    @Test
    void namesAllOfATeamWhoAreFree() {
        JsonNode test = find("net-61-two-hosts-union");
        Map<String, List<TimeRange>> free = new TreeMap<>();
        test.at("/input/hosts")
                .propertyStream()
                .forEach(host -> free.put(host.getKey(), onTheGrid(test.get("input"), host.getValue())));
        Map<String, List<String>> expected = new TreeMap<>();
        test.at("/expect/starts")
                .propertyStream()
                .forEach(start -> expected.put(start.getKey(), strings(start.getValue())));
        assertThat(TeamSlots.ofAny(free).stream()
                        .collect(Collectors.toMap(slot -> Integer.toString(minute(slot.slot())), TeamSlot::hosts)))
                .isEqualTo(expected);
    }

    @Test
    void givesToWhoWasBookedLongestAgo() {
        JsonNode test = find("net-67-rr-availability");
        assertThat(Turns.inOrder(Assignment.LEAST_RECENT, lastBooked(test)).getFirst())
                .isEqualTo(test.at("/expect/pick").asString());
    }

    @Test
    void givesToThoseWhoWereNeverBookedFirstAndToEachOfThemOnce() {
        JsonNode test = find("net-68-rr-never-booked-first");
        List<String> turns = Turns.inOrder(Assignment.LEAST_RECENT, lastBooked(test));
        assertThat(turns.subList(0, 2)).containsExactlyInAnyOrderElementsOf(strings(test.at("/expect/pick_any_of")));
    }

    @Test
    void givesToWhoHasLeast() {
        JsonNode test = find("net-69-rr-equal-distribution");
        List<Candidate> candidates = test.at("/input/upcoming_counts")
                .propertyStream()
                .map(host -> new Candidate(
                        host.getKey(), 1, MIDNIGHT, host.getValue().asLong(), FreeTime.NONE))
                .toList();
        List<String> least = strings(test.at("/expect/pick_any_of"));
        assertThat(Turns.inOrder(Assignment.WEIGHT, candidates).subList(0, least.size()))
                .containsExactlyInAnyOrderElementsOf(least);
    }

    @Test
    void givesToNobodyWhereNobodyIs() {
        assertThat(find("net-70-rr-nobody").at("/expect/pick").isNull()).isTrue();
        for (Assignment assignment : Assignment.values()) {
            assertThat(Turns.inOrder(assignment, List.of())).isEmpty();
        }
    }

    private static List<Candidate> lastBooked(JsonNode test) {
        return test.at("/input/hosts_last_booked")
                .propertyStream()
                .map(host -> new Candidate(
                        host.getKey(),
                        1,
                        host.getValue().isNull()
                                ? null
                                : MIDNIGHT.plusSeconds(host.getValue().asLong()),
                        0,
                        FreeTime.NONE))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cal-71-hold-blocks-others", "cal-74-hold-other-event-type"})
    void offersNothingThatIsHeld(String id) {
        JsonNode input = find(id).get("input");
        ZoneId zone = ZoneId.of(input.get("host_zone").asString());
        TimeRange held =
                range(input.at("/slot/0").asString(), input.at("/slot/1").asString());
        int minutes = (int) held.length().toMinutes();
        SlotQuery query = SlotQuery.of(
                Rules.service(minutes, 15, Alignment.WINDOW_START),
                Rules.schedule(zone, "00:00", "24:00"),
                Instant.parse(input.get("now").asString()),
                held.start().minusSeconds(86_400),
                held.start().plusSeconds(86_400),
                zone);
        assertThat(Slots.free(query)).contains(held);
        assertThat(Slots.free(query.withBusy(List.of(), List.of(new Occupied(held, Duration.ZERO, Duration.ZERO)))))
                .noneMatch(held::overlaps);
        assertThat(find(id).at("/expect/offered").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cal-77-max-per-day-1", "cal-78-max-per-day-2"})
    void countsADaysBookingsInTheHostsZone(String id) {
        JsonNode test = find(id);
        JsonNode input = test.get("input");
        Schedule schedule = schedule(input);
        LocalDate day = LocalDate.parse("2024-06-02");
        TimeRange booked =
                range(input.at("/booking/0").asString(), input.at("/booking/1").asString());
        SlotQuery query = SlotQuery.of(
                        Rules.capped(input.get("max_per_day").asInt(), null),
                        schedule,
                        booked.start().minusSeconds(10 * 86_400),
                        day.atStartOfDay(schedule.zone()).toInstant(),
                        day.plusDays(1).atStartOfDay(schedule.zone()).toInstant(),
                        schedule.zone())
                .withBusy(List.of(), List.of(new Occupied(booked, Duration.ZERO, Duration.ZERO)))
                .withBooked(List.of(booked.start()));
        assertThat(Slots.free(query))
                .hasSize(test.at("/expect/slots_on_host_day_2024-06-02").asInt());
    }

    @Test
    void mergesWindowsThatEndTogether() {
        JsonNode test = find("cal-51-overlap-same-end");
        assertThat(open(test, "2023-06-12T00:00:00Z", "2023-06-13T00:00:00Z"))
                .isEqualTo(ranges(test.at("/expect/ranges_utc")));
    }

    @Test
    void crossesMidnightWhenTheEndIsBeforeTheStart() {
        JsonNode test = find("cal-52-end-before-start");
        // 08:00 to 07:00 the next day, every day: open but for one hour.
        assertThat(open(test, "2023-06-12T04:00:00Z", "2023-06-13T04:00:00Z"))
                .isEqualTo(List.of(
                        range("2023-06-12T04:00:00Z", "2023-06-12T11:00:00Z"),
                        range("2023-06-12T12:00:00Z", "2023-06-13T04:00:00Z")));
    }

    @Test
    void putsADateBeforeTheWeekday() {
        JsonNode test = find("net-64-date-rule-overrides-weekday");
        JsonNode input = test.get("input");
        assertThat(WorkingHours.of(schedule(input))
                        .open(
                                Instant.parse(input.at("/range/0").asString()),
                                Instant.parse(input.at("/range/1").asString())))
                .isEqualTo(ranges(test.at("/expect/ranges_utc")));
    }

    @Test
    void rollsTheBookingWindowByTheHostsDays() {
        JsonNode test = find("cal-81-rolling-last-second");
        JsonNode input = test.get("input");
        Schedule schedule = schedule(input);
        Instant now = Instant.parse(input.get("now").asString());
        SlotQuery query = SlotQuery.of(
                Rules.service(
                        60,
                        60,
                        Alignment.WINDOW_START,
                        0,
                        input.get("rolling_days").asInt()),
                schedule,
                now,
                now.minusSeconds(86_400),
                now.plusSeconds(10 * 86_400),
                schedule.zone());
        assertThat(Slots.free(query).stream()
                        .map(slot -> LocalDate.ofInstant(slot.start(), schedule.zone())
                                .toString())
                        .distinct())
                .isEqualTo(strings(test.at("/expect/host_dates_with_slots")))
                .doesNotContainAnyElementsOf(strings(test.at("/expect/host_dates_empty")));
    }

    @Test
    void groupsByTheDaysOfAZone() {
        JsonNode input = find("net-62-group-by-day").get("input");
        Instant from = Instant.parse("2026-11-23T00:00:00Z");
        int days = input.get("days").asInt();
        for (JsonNode interval : input.get("intervals_min")) {
            int minutes = interval.asInt();
            SlotQuery query = SlotQuery.of(
                    Rules.service(minutes, minutes, Alignment.WINDOW_START),
                    Rules.schedule(ZoneId.of("UTC"), "00:00", "24:00"),
                    from,
                    from,
                    from.plusSeconds(days * 86_400L),
                    ZoneId.of("UTC"));
            assertThat(slotsByDay(query)).hasSize(days).values().containsOnly(1440L / minutes);
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08, 23", "2026-11-01, 25", "2026-11-02, 24"})
    void groupsByTheHoursADayReallyHas(LocalDate day, int hours) {
        ZoneId newYork = ZoneId.of("America/New_York");
        Instant from = day.atStartOfDay(newYork).toInstant();
        for (JsonNode interval : find("net-62-group-by-day").at("/input/intervals_min")) {
            int minutes = interval.asInt();
            SlotQuery query = SlotQuery.of(
                    Rules.service(minutes, minutes, Alignment.WINDOW_START),
                    Schedule.weekly(
                            "day",
                            newYork,
                            List.of(WeeklyWindow.of(List.of(Weekday.of(day.getDayOfWeek())), "00:00", "24:00"))),
                    from,
                    from.minusSeconds(86_400),
                    from.plusSeconds(3 * 86_400),
                    newYork);
            assertThat(slotsByDay(query)).isEqualTo(Map.of(day, hours * 60L / minutes));
        }
    }

    @Test
    void saysTheDateOfWhoeverAsks() {
        JsonNode test = find("ea-88-day-shift-selection");
        ZoneId host = ZoneId.of(test.at("/input/host_zone").asString());
        ZoneId viewer = ZoneId.of(test.at("/input/viewer_zone").asString());
        LocalDate asked = LocalDate.parse(test.at("/expect/viewer_date").asString());
        SlotQuery query = SlotQuery.of(
                Rules.service(60, 60, Alignment.WINDOW_START),
                Rules.schedule(host, "10:00", "11:00"),
                Instant.parse("2020-12-01T00:00:00Z"),
                asked.atStartOfDay(viewer).toInstant(),
                asked.plusDays(1).atStartOfDay(viewer).toInstant(),
                viewer);
        assertThat(Slots.free(query))
                .singleElement()
                .satisfies(slot -> assertThat(slot.start())
                        .hasToString(test.at("/input/slot").asString()))
                .satisfies(slot -> assertThat(LocalDate.ofInstant(slot.start(), host))
                        .hasToString(test.at("/expect/host_date").asString()))
                .satisfies(slot ->
                        assertThat(Spoken.dateTime(slot.start().atZone(viewer))).startsWith("Wednesday, December 16 "));
    }

    private static Map<LocalDate, Long> slotsByDay(SlotQuery query) {
        return Slots.free(query).stream()
                .collect(Collectors.groupingBy(
                        slot -> LocalDate.ofInstant(slot.start(), query.viewerZone()), Collectors.counting()));
    }

    private static List<TimeRange> open(JsonNode test, String from, String to) {
        List<WeeklyWindow> weekly = new ArrayList<>();
        for (JsonNode window : test.at("/input/windows")) {
            weekly.add(WeeklyWindow.of(
                    List.of(Weekday.values()),
                    window.get(0).asString(),
                    window.get(1).asString()));
        }
        Schedule schedule =
                Schedule.weekly("case", ZoneId.of(test.at("/input/host_zone").asString()), weekly);
        return WorkingHours.of(schedule).open(Instant.parse(from), Instant.parse(to));
    }

    private static SlotQuery query(JsonNode input) {
        int duration = input.get("duration_min").asInt();
        return new SlotQuery(
                Rules.service(
                        duration,
                        input.get("interval_min").asInt(),
                        Alignment.valueOf(input.get("align").asString()),
                        input.path("min_notice_min").asInt(0),
                        3660,
                        input.path("buffer_before_min").asInt(0),
                        input.path("buffer_after_min").asInt(0)),
                duration,
                schedule(input),
                Instant.parse(input.get("now").asString()),
                Instant.parse(input.get("from").asString()),
                Instant.parse(input.get("to").asString()),
                input.path("busy").valueStream().map(PeerCasesTests::range).toList(),
                List.of(),
                ZoneId.of(
                        input.has("align_zone")
                                ? input.get("align_zone").asString()
                                : input.get("viewer_zone").asString()));
    }

    private static Schedule schedule(JsonNode input) {
        List<WeeklyWindow> weekly = new ArrayList<>();
        for (JsonNode window : input.get("weekly")) {
            weekly.add(WeeklyWindow.of(
                    strings(window.get("days")).stream().map(Weekday::valueOf).toList(),
                    window.get("start").asString(),
                    window.get("end").asString()));
        }
        List<DateOverride> overrides = new ArrayList<>();
        for (JsonNode override : input.path("overrides")) {
            overrides.add(new DateOverride(
                    LocalDate.parse(override.get("date").asString()),
                    override.get("windows")
                            .valueStream()
                            .map(window -> Window.of(
                                    window.get("start").asString(),
                                    window.get("end").asString()))
                            .toList()));
        }
        return new Schedule(
                "case",
                ZoneId.of(input.get("host_zone").asString()),
                weekly,
                List.of(),
                overrides,
                null,
                List.of(),
                EffectiveDates.ALWAYS,
                1);
    }

    private static List<TimeRange> ranges(JsonNode pairs) {
        return pairs.valueStream()
                .map(pair -> range(pair.get(0).asString(), pair.get(1).asString()))
                .toList();
    }

    private static TimeRange range(JsonNode busy) {
        return range(busy.get("start").asString(), busy.get("end").asString());
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }

    private static Intervals intervals(JsonNode pairs) {
        long[] starts =
                pairs.valueStream().mapToLong(pair -> pair.get(0).asLong()).toArray();
        long[] ends =
                pairs.valueStream().mapToLong(pair -> pair.get(1).asLong()).toArray();
        return Intervals.of(starts, ends);
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static Stream<DynamicTest> named(String kind, java.util.function.Consumer<JsonNode> test) {
        return cases(kind).stream()
                .map(node -> DynamicTest.dynamicTest(node.get("id").asString(), () -> test.accept(node)));
    }

    private static List<JsonNode> cases(String kind) {
        return CASES.stream()
                .filter(node -> node.get("kind").asString().equals(kind))
                .toList();
    }

    private static JsonNode find(String id) {
        return CASES.stream()
                .filter(node -> node.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> load() {
        try (InputStream json = Objects.requireNonNull(
                PeerCasesTests.class.getResourceAsStream("/dev/meridian/scheduling/peer-cases.json"))) {
            return JsonMapper.shared().readTree(json).get("cases").valueStream().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
