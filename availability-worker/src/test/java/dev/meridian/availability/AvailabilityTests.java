package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.meridian.availability.Answer.Offer;
import dev.meridian.availability.Fakes.FakeCalendars;
import dev.meridian.availability.Fakes.FakeCatalogue;
import dev.meridian.availability.Fakes.FakeLoads;
import dev.meridian.availability.Fakes.FakeOccupancies;
import dev.meridian.availability.Fakes.FakeProfiles;
import dev.meridian.availability.Fakes.FakeSessions;
import dev.meridian.bookings.occupancy.Occupancy;
import dev.meridian.bookings.session.Vacancy;
import dev.meridian.bookings.staffing.Load;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.scheduling.catalogue.Assignment;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.slot.Occupied;
import dev.meridian.scheduling.suggestion.Merit;
import dev.meridian.scheduling.suggestion.PartOfDay;
import dev.meridian.scheduling.suggestion.Patterns;
import dev.meridian.scheduling.suggestion.Preferences;
import dev.meridian.scheduling.suggestion.Profile;
import dev.meridian.scheduling.suggestion.Suggestion;
import dev.meridian.scheduling.suggestion.Suggestion.Point;
import dev.meridian.scheduling.suggestion.Weights;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailabilityTests {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final String PACIFIC = "America/Los_Angeles";
    private static final UUID SESSION = new UUID(0, 7);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = SettableClock.at("2026-11-20T10:00:00Z");
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeCalendars calendars = new FakeCalendars();
    private final FakeOccupancies occupancies = new FakeOccupancies();
    private final FakeSessions sessions = new FakeSessions();
    private final FakeLoads loads = new FakeLoads();
    private final FakeProfiles profiles = new FakeProfiles();
    private final Availability availability = new Availability(
            catalogue,
            new BusyCalendars(calendars, new BusyMirror(Duration.ZERO, clock), clock),
            occupancies,
            sessions,
            new Picks(profiles, Weights.STANDARD),
            loads,
            KOLKATA,
            clock);

    @BeforeEach
    void fill() {
        catalogue.services.put("standard", Service.standard());
        catalogue.staff.put("default", Staff.standard(KOLKATA));
        catalogue.schedules.put("default", Schedule.standard(KOLKATA));
    }

    @Test
    void offersAnIndianNightAsAPacificDay() {
        Answer.Free free = ask("2026-11-23", "2026-11-23", PartOfDay.ANY);
        assertThat(free.slots()).hasSize(9);
        assertThat(starts(free).getFirst()).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(starts(free).getLast()).isEqualTo("2026-11-23T21:00:00Z");
        assertThat(free.slots()).extracting(Offer::staff).containsOnly("default");
        assertThat(free.more()).isFalse();
        assertThat(free.asOf()).isEqualTo(clock.instant());
    }

    @Test
    void keepsToThePartOfTheCallersDay() {
        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.AFTERNOON)))
                .containsExactly("2026-11-23T20:00:00Z", "2026-11-23T21:00:00Z");
    }

    @Test
    void leavesOutWhatTheCalendarHolds() {
        calendars.busy.put("primary", new BusyTimes.Known(List.of(hour("2026-11-23T14:30:00Z"))));
        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .doesNotContain("2026-11-23T14:00:00Z", "2026-11-23T15:00:00Z")
                .contains("2026-11-23T13:00:00Z", "2026-11-23T16:00:00Z");
    }

    @Test
    void leavesOutWhatTheBookHoldsAndTheCalendarDoesNotShowYet() {
        occupancies.live.add(new Occupancy(
                new UUID(0, 1),
                new UUID(0, 1),
                "default",
                hour("2026-11-23T14:00:00Z"),
                Duration.ZERO,
                Duration.ofMinutes(15)));
        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .doesNotContain("2026-11-23T14:00:00Z", "2026-11-23T15:00:00Z")
                .contains("2026-11-23T13:00:00Z", "2026-11-23T16:00:00Z");
    }

    @Test
    void offersASessionWithSeatsLeftAlthoughItsOwnEventIsInTheCalendar() {
        catalogue.offer(Map.of("capacity", 10));
        calendars.busy.put("primary", new BusyTimes.Known(List.of(hour("2026-11-23T14:00:00Z"))));
        hold(SESSION, "2026-11-23T14:00:00Z");
        sessions.vacancies.add(new Vacancy(SESSION, "default", hour("2026-11-23T14:00:00Z"), 1));

        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .hasSize(9)
                .contains("2026-11-23T13:00:00Z", "2026-11-23T14:00:00Z", "2026-11-23T15:00:00Z")
                .isSorted();
    }

    @Test
    void offersNeitherAFullSessionNorWhatOverlapsOneWithSeatsLeft() {
        catalogue.offer(Map.of("capacity", 10));
        hold(new UUID(0, 8), "2026-11-23T13:00:00Z");
        hold(SESSION, "2026-11-23T14:30:00Z");
        sessions.vacancies.add(new Vacancy(SESSION, "default", hour("2026-11-23T14:30:00Z"), 3));

        // Half past is not on the grid any more, so that nobody can come along either.
        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .doesNotContain("2026-11-23T13:00:00Z", "2026-11-23T14:00:00Z", "2026-11-23T15:00:00Z")
                .contains("2026-11-23T16:00:00Z");
    }

    @Test
    void aSessionWithSeatsLeftIsTakenForOtherServices() {
        hold(SESSION, "2026-11-23T14:00:00Z");
        sessions.vacancies.add(new Vacancy(SESSION, "default", hour("2026-11-23T14:00:00Z"), 1));

        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY))).doesNotContain("2026-11-23T14:00:00Z");
    }

    private void hold(UUID session, String start) {
        occupancies.live.add(
                new Occupancy(new UUID(0, 1), session, "default", hour(start), Duration.ZERO, Duration.ZERO));
    }

    @Test
    void doesNotCallAnUnknownCalendarFull() {
        calendars.busy.put("primary", new BusyTimes.Unknown("backendError"));
        assertThat(answer("2026-11-23", "2026-11-23")).isEqualTo(new Answer.Unknown(clock.instant()));
    }

    @Test
    void saysThatNothingIsFree() {
        calendars.busy.put(
                "primary",
                new BusyTimes.Known(List.of(
                        new TimeRange(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z")))));
        Answer.Free free = ask("2026-11-23", "2026-11-23", PartOfDay.ANY);
        assertThat(free.slots()).isEmpty();
        assertThat(free.suggestions()).isEmpty();
    }

    @Test
    void cutsTheRangeToNoticeAndWindow() {
        Answer.Free free = ask("2026-11-01", "2027-11-01", PartOfDay.ANY);
        assertThat(starts(free).getFirst()).isEqualTo("2026-11-20T13:00:00Z");
        assertThat(starts(free).getLast()).startsWith("2026-12-04T");
        assertThat(free.bookableUntil()).isEqualTo(LocalDate.of(2026, 12, 4));
        assertThat(calendars.asked).singleElement().satisfies(range -> {
            assertThat(range.start()).isEqualTo("2026-11-20T10:00:00Z");
            assertThat(range.length()).isLessThan(Duration.ofDays(16));
        });
    }

    @Test
    void asksNobodyBeyondTheWindow() {
        Answer.Free free = ask("2027-01-01", "2027-01-02", PartOfDay.ANY);
        assertThat(free.slots()).isEmpty();
        assertThat(free.bookableUntil()).isEqualTo(LocalDate.of(2026, 12, 4));
        assertThat(calendars.asked).isEmpty();
    }

    @Test
    void namesAllWhoAreFreeAndTheOneWhoseTurnItIs() {
        twoHosts(Map.of());
        loads.given.put("default", new Load("default", clock.instant(), 1));
        calendars.busy.put("second@example.org", new BusyTimes.Known(List.of(hour("2026-11-23T14:00:00Z"))));

        List<Offer> offers = ask("2026-11-23", "2026-11-23", PartOfDay.ANY).slots();

        assertThat(offers).hasSize(9);
        assertThat(offers)
                .filteredOn(offer -> offer.free().size() == 1)
                .singleElement()
                .satisfies(offer -> {
                    assertThat(offer.slot().start()).isEqualTo("2026-11-23T14:00:00Z");
                    assertThat(offer.staff()).isEqualTo("default");
                    assertThat(offer.free()).containsExactly("default");
                });
        assertThat(offers)
                .filteredOn(offer -> offer.free().size() == 2)
                .hasSize(8)
                .allSatisfy(offer -> {
                    assertThat(offer.staff()).isEqualTo("second");
                    assertThat(offer.free()).containsExactly("default", "second");
                });
    }

    @Test
    void whoHasMoreTimeThatDayIsNamedWhereThatDecides() {
        twoHosts(Map.of("assignment", Assignment.AVAILABILITY));
        occupancies.live.add(taken("default", "2026-11-23T14:00:00Z"));
        occupancies.live.add(taken("second", "2026-11-24T14:00:00Z"));
        occupancies.live.add(taken("second", "2026-11-24T15:00:00Z"));

        List<Offer> offers = ask("2026-11-23", "2026-11-24", PartOfDay.ANY).slots();

        assertThat(offers)
                .filteredOn(offer -> offer.slot().start().isBefore(Instant.parse("2026-11-23T18:30:00Z")))
                .extracting(Offer::staff)
                .containsOnly("second");
        assertThat(offers)
                .filteredOn(offer -> offer.slot().start().isAfter(Instant.parse("2026-11-24T12:00:00Z"))
                        && offer.slot().start().isBefore(Instant.parse("2026-11-24T18:30:00Z")))
                .filteredOn(offer -> offer.free().size() == 2)
                .extracting(Offer::staff)
                .containsOnly("default");
    }

    @Test
    void leavesOutWhenARoomIsTakenAndNotAPersonOfThatName() {
        catalogue.offer(Map.of("resources", List.of("blue")));
        occupancies.live.add(taken("resource:blue", "2026-11-23T14:00:00Z"));
        occupancies.live.add(taken("blue", "2026-11-23T16:00:00Z"));

        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .doesNotContain("2026-11-23T14:00:00Z")
                .contains("2026-11-23T13:00:00Z", "2026-11-23T15:00:00Z", "2026-11-23T16:00:00Z");
    }

    @Test
    void leavesOutDaysThatAreFullByTheHostsCalendar() {
        catalogue.offer(Map.of("max_per_day", 2));
        // Both on Monday in India; the second is the host's last before midnight.
        loads.starts.add(Instant.parse("2026-11-23T13:00:00Z"));
        loads.starts.add(Instant.parse("2026-11-23T17:00:00Z"));

        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .containsExactly("2026-11-23T19:00:00Z", "2026-11-23T20:00:00Z", "2026-11-23T21:00:00Z");
        assertThat(loads.counted)
                .singleElement()
                .satisfies(span -> assertThat(span)
                        .isEqualTo(new TimeRange(
                                Instant.parse("2026-11-22T18:30:00Z"), Instant.parse("2026-11-24T18:30:00Z"))));
    }

    @Test
    void offersTheSeatsThatAreLeftAlsoOnADayThatIsFull() {
        catalogue.offer(Map.of("max_per_day", 1, "capacity", 10));
        loads.starts.add(Instant.parse("2026-11-23T14:00:00Z"));
        hold(SESSION, "2026-11-23T14:00:00Z");
        sessions.vacancies.add(new Vacancy(SESSION, "default", hour("2026-11-23T14:00:00Z"), 1));

        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.MORNING)))
                .containsExactly("2026-11-23T14:00:00Z", "2026-11-23T19:00:00Z");
    }

    @Test
    void countsNothingWhereTheServiceMayHaveAnyNumber() {
        ask("2026-11-23", "2026-11-23", PartOfDay.ANY);

        assertThat(loads.counted).isEmpty();
    }

    @Test
    void offersTheOthersWhenOneCalendarIsUnknown() {
        twoHosts(Map.of());
        calendars.busy.put("primary", new BusyTimes.Unknown("notFound"));
        assertThat(ask("2026-11-23", "2026-11-23", PartOfDay.ANY).slots())
                .hasSize(9)
                .extracting(Offer::staff)
                .containsOnly("second");
    }

    @Test
    void knowsNothingWhenTheOthersAreFullAndOneIsUnknown() {
        twoHosts(Map.of());
        calendars.busy.put("primary", new BusyTimes.Unknown("notFound"));
        calendars.busy.put(
                "second@example.org",
                new BusyTimes.Known(List.of(
                        new TimeRange(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z")))));
        assertThat(answer("2026-11-23", "2026-11-23")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void needsAllAtOnceForACollectiveService() {
        twoHosts(Map.of("collective", true));
        calendars.busy.put("primary", new BusyTimes.Known(List.of(hour("2026-11-23T14:00:00Z"))));
        calendars.busy.put("second@example.org", new BusyTimes.Known(List.of(hour("2026-11-23T16:00:00Z"))));
        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .hasSize(7)
                .doesNotContain("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
        occupancies.live.add(taken("second", "2026-11-23T17:00:00Z"));
        Question oneOfThem =
                new Question("2026-11-23", "2026-11-23", PACIFIC, PartOfDay.ANY, null, "default", null, null);
        assertThat(assertThat(availability.answer(oneOfThem))
                        .asInstanceOf(type(Answer.Free.class))
                        .actual()
                        .slots())
                .hasSize(6)
                .allSatisfy(offer -> {
                    assertThat(offer.staff()).isEqualTo("default");
                    assertThat(offer.free()).containsExactly("default", "second");
                });
    }

    @Test
    void offersTheSeatsThatAreLeftWithAllAtOnce() {
        twoHosts(Map.of("collective", true, "capacity", 10));
        calendars.busy.put("primary", new BusyTimes.Known(List.of(hour("2026-11-23T14:00:00Z"))));
        for (String host : List.of("default", "second")) {
            occupancies.live.add(new Occupancy(
                    new UUID(0, 1), SESSION, host, hour("2026-11-23T14:00:00Z"), Duration.ZERO, Duration.ZERO));
        }
        sessions.vacancies.add(new Vacancy(SESSION, "default", hour("2026-11-23T14:00:00Z"), 1));

        assertThat(ask("2026-11-23", "2026-11-23", PartOfDay.ANY).slots())
                .hasSize(9)
                .allSatisfy(offer -> assertThat(offer.free()).containsExactly("default", "second"));
    }

    @Test
    void offersNobodyWhereOneOfAllIsMissing() {
        catalogue.offer(Map.of("staff", List.of("default", "second"), "collective", true));
        assertThat(ask("2026-11-23", "2026-11-23", PartOfDay.ANY).slots()).isEmpty();
    }

    @Test
    void offersNobodyWhoHasNoCalendarToWriteTo() {
        twoHosts(Map.of());
        catalogue.staff.put(
                "default",
                new Staff(
                        "default",
                        "Default",
                        KOLKATA,
                        List.of(new CalendarUse("primary", true, false)),
                        "default",
                        1,
                        1));
        assertThat(ask("2026-11-23", "2026-11-23", PartOfDay.ANY).slots())
                .hasSize(9)
                .allSatisfy(offer -> assertThat(offer.free()).containsExactly("second"));
    }

    @Test
    void listsAtMostFiveHundredAndSaysThatThereAreMore() {
        catalogue.schedules.put(
                "default",
                Schedule.weekly(
                        "default", KOLKATA, List.of(WeeklyWindow.of(Set.of(Weekday.values()), "00:00", "24:00"))));
        catalogue.offer(Map.of("interval_minutes", 15));
        Answer.Free free = ask("2026-11-20", "2026-12-04", PartOfDay.ANY);
        assertThat(free.slots()).hasSize(500);
        assertThat(free.more()).isTrue();
        assertThat(free.suggestions()).hasSize(5);
    }

    @Test
    void suggestsToACustomerWhatSuitsThemAndSaysWhy() {
        UUID ada = new UUID(0, 9);
        profiles.known.put(
                ada,
                new Profile(
                        new Preferences(
                                Set.of(), List.of(WeeklyWindow.of(Set.of(Weekday.WED), "10:00", "12:00")), 0, null, 1),
                        new Patterns(List.of(new Patterns.Count(Weekday.THU, 12, 3)))));
        calendars.busy.put("primary", new BusyTimes.Known(List.of(hour("2026-11-25T14:00:00Z"))));

        List<Suggestion<Offer>> suggestions = suggestions(ada);

        assertThat(suggestions.getFirst().slot().slot().start()).isEqualTo("2026-11-25T18:00:00Z");
        assertThat(suggestions.getFirst().why())
                .containsExactly(new Point(Merit.PREFERRED_TIME, 30), new Point(Merit.BUFFER_KEPT, 20));
        assertThat(suggestions.get(1).slot().slot().start()).isEqualTo("2026-11-26T20:00:00Z");
        assertThat(suggestions.get(1).score()).isEqualTo(45);
    }

    @Test
    void suggestsToACustomerOfWhomNothingCanBeReadAsToAnybody() {
        profiles.readable = false;
        assertThat(suggestions(new UUID(0, 9))).isEqualTo(suggestions(null));
    }

    @Test
    void seesTheNearerOfTwoNeighbours() {
        Neighbours neighbours = Neighbours.of(
                List.of(hour("2026-11-23T14:00:00Z")),
                List.of(new Occupied(hour("2026-11-23T18:00:00Z"), Duration.ZERO, Duration.ZERO)));
        assertThat(neighbours.gap(hour("2026-11-23T15:30:00Z"))).isEqualTo(Duration.ofMinutes(30));
        assertThat(neighbours.gap(hour("2026-11-23T17:00:00Z"))).isEqualTo(Duration.ZERO);
        assertThat(neighbours.gap(hour("2026-11-23T15:00:00Z"))).isEqualTo(Duration.ZERO);
        assertThat(neighbours.gap(hour("2026-11-23T20:00:00Z"))).isEqualTo(HOUR);
        assertThat(Neighbours.of(List.of(), List.of()).gap(hour("2026-11-23T20:00:00Z")))
                .isNull();
    }

    private List<Suggestion<Offer>> suggestions(@Nullable UUID customer) {
        Answer answer = availability.answer(
                new Question("2026-11-23", "2026-11-27", PACIFIC, PartOfDay.ANY, null, null, null, customer));
        return assertThat(answer).asInstanceOf(type(Answer.Free.class)).actual().suggestions();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "service | 2026-11-23 | 2026-11-23 | America/Los_Angeles | massage | - | - | one of [standard]",
                "staff | 2026-11-23 | 2026-11-23 | America/Los_Angeles | - | nobody | - | one of [default]",
                "durationMinutes | 2026-11-23 | 2026-11-23 | America/Los_Angeles | - | - | 45 | one of [60]",
                "fromDate | 23.11.2026 | 2026-11-23 | America/Los_Angeles | - | - | - | a date such as 2026-11-23",
                "toDate | 2026-11-23 | +999999999-12-31 | America/Los_Angeles | - | - | - | a date such as 2026-11-23",
                "toDate | 2026-11-23 | 2026-11-22 | America/Los_Angeles | - | - | - | a date not before fromDate",
                "timeZone | 2026-11-23 | 2026-11-23 | +05:30 | - | - | - | an IANA time zone id such as America/Los_Angeles",
                "timeZone | 2026-11-23 | 2026-11-23 | Pacific | - | - | - | an IANA time zone id such as America/Los_Angeles",
                "fromDate | soon | 2026-11-23 | Pacific | - | nobody | 45 | a date such as 2026-11-23;"
                        + " durationMinutes: one of [60]; staff: one of [default];"
                        + " timeZone: an IANA time zone id such as America/Los_Angeles",
            })
    void saysWhatIsWrong(
            String field,
            String from,
            String to,
            String zone,
            @Nullable String service,
            @Nullable String staff,
            @Nullable Integer duration,
            String expected) {
        assertThat(availability.answer(new Question(from, to, zone, PartOfDay.ANY, service, staff, duration, null)))
                .isEqualTo(new Answer.Invalid(clock.instant(), field, expected));
    }

    @Test
    void doesNotGuessAPartOfTheDayItDoesNotKnow() {
        assertThat(availability.answer(new Question("2026-11-23", "2026-11-23", PACIFIC, null, null, null, null, null)))
                .isInstanceOf(Answer.Unsupported.class);
    }

    private Answer answer(String from, String to) {
        return availability.answer(new Question(from, to, PACIFIC, PartOfDay.ANY, null, null, null, null));
    }

    private Answer.Free ask(String from, String to, PartOfDay partOfDay) {
        Answer answer = availability.answer(new Question(from, to, PACIFIC, partOfDay, null, null, null, null));
        return assertThat(answer).asInstanceOf(type(Answer.Free.class)).actual();
    }

    private static List<String> starts(Answer.Free free) {
        return free.slots().stream()
                .map(offer -> offer.slot().start().toString())
                .toList();
    }

    private static TimeRange hour(String start) {
        return TimeRange.of(Instant.parse(start), HOUR);
    }

    /** Has somebody else offer the service as well, which may differ from the standard one in other ways. */
    private void twoHosts(Map<String, Object> differences) {
        catalogue.staff.put(
                "second",
                new Staff(
                        "second",
                        "second",
                        KOLKATA,
                        List.of(new CalendarUse("second@example.org", true, true)),
                        "default",
                        1,
                        1));
        Map<String, Object> all = new HashMap<>(differences);
        all.put("staff", List.of("default", "second"));
        catalogue.offer(all);
    }

    private static Occupancy taken(String resource, String start) {
        return new Occupancy(new UUID(0, 1), new UUID(0, 1), resource, hour(start), Duration.ZERO, Duration.ZERO);
    }
}
