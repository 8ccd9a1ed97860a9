package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.meridian.availability.Answer.Offer;
import dev.meridian.availability.Fakes.FakeCalendars;
import dev.meridian.availability.Fakes.FakeCatalogue;
import dev.meridian.availability.Fakes.FakeOccupancies;
import dev.meridian.availability.Fakes.FakeProfiles;
import dev.meridian.bookings.occupancy.Occupancy;
import dev.meridian.calendars.BusyTimes;
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
import java.util.List;
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
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = SettableClock.at("2026-11-20T10:00:00Z");
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeCalendars calendars = new FakeCalendars();
    private final FakeOccupancies occupancies = new FakeOccupancies();
    private final FakeProfiles profiles = new FakeProfiles();
    private final Availability availability = new Availability(
            catalogue,
            new BusyCalendars(calendars),
            occupancies,
            new Picks(profiles, Weights.STANDARD),
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
                new UUID(0, 1), "default", hour("2026-11-23T14:00:00Z"), Duration.ZERO, Duration.ofMinutes(15)));
        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .doesNotContain("2026-11-23T14:00:00Z", "2026-11-23T15:00:00Z")
                .contains("2026-11-23T13:00:00Z", "2026-11-23T16:00:00Z");
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
    void namesTheFirstWhoIsFree() {
        Staff second = staff("second", "second@example.org");
        catalogue.staff.put("second", second);
        catalogue.services.put("standard", offeredBy(List.of("default", "second"), false));
        calendars.busy.put("primary", new BusyTimes.Known(List.of(hour("2026-11-23T14:00:00Z"))));
        assertThat(ask("2026-11-23", "2026-11-23", PartOfDay.ANY).slots())
                .hasSize(9)
                .anySatisfy(offer -> assertThat(offer.staff()).isEqualTo("default"))
                .filteredOn(offer -> offer.staff().equals("second"))
                .extracting(offer -> offer.slot().start())
                .containsExactly(Instant.parse("2026-11-23T14:00:00Z"));
    }

    @Test
    void offersTheOthersWhenOneCalendarIsUnknown() {
        catalogue.staff.put("second", staff("second", "second@example.org"));
        catalogue.services.put("standard", offeredBy(List.of("default", "second"), false));
        calendars.busy.put("primary", new BusyTimes.Unknown("notFound"));
        assertThat(ask("2026-11-23", "2026-11-23", PartOfDay.ANY).slots())
                .hasSize(9)
                .extracting(Offer::staff)
                .containsOnly("second");
    }

    @Test
    void knowsNothingWhenTheOthersAreFullAndOneIsUnknown() {
        catalogue.staff.put("second", staff("second", "second@example.org"));
        catalogue.services.put("standard", offeredBy(List.of("default", "second"), false));
        calendars.busy.put("primary", new BusyTimes.Unknown("notFound"));
        calendars.busy.put(
                "second@example.org",
                new BusyTimes.Known(List.of(
                        new TimeRange(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z")))));
        assertThat(answer("2026-11-23", "2026-11-23")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void needsAllAtOnceForACollectiveService() {
        catalogue.staff.put("second", staff("second", "second@example.org"));
        catalogue.services.put("standard", offeredBy(List.of("default", "second"), true));
        calendars.busy.put("primary", new BusyTimes.Known(List.of(hour("2026-11-23T14:00:00Z"))));
        calendars.busy.put("second@example.org", new BusyTimes.Known(List.of(hour("2026-11-23T16:00:00Z"))));
        assertThat(starts(ask("2026-11-23", "2026-11-23", PartOfDay.ANY)))
                .hasSize(7)
                .doesNotContain("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    }

    @Test
    void listsAtMostFiveHundredAndSaysThatThereAreMore() {
        catalogue.schedules.put(
                "default",
                Schedule.weekly(
                        "default", KOLKATA, List.of(WeeklyWindow.of(Set.of(Weekday.values()), "00:00", "24:00"))));
        catalogue.services.put("standard", every(15));
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

    private static Staff staff(String id, String calendar) {
        return new Staff(id, id, KOLKATA, List.of(new CalendarUse(calendar, true, true)), "default", 1, 1);
    }

    private static Service offeredBy(List<String> staff, boolean collective) {
        return service(staff, collective, 60);
    }

    private static Service every(int minutes) {
        return service(List.of("default"), false, minutes);
    }

    private static Service service(List<String> staff, boolean collective, int interval) {
        Service s = Service.standard();
        return new Service(
                s.id(),
                s.name(),
                s.durationsMinutes(),
                interval,
                s.alignment(),
                s.bufferBeforeMinutes(),
                s.bufferAfterMinutes(),
                s.minNoticeMinutes(),
                s.windowDays(),
                s.windowDates(),
                s.maxPerDay(),
                s.maxPerWeek(),
                s.capacity(),
                s.requiresConfirmation(),
                s.decisionMinutes(),
                s.cancelNoticeMinutes(),
                s.rescheduleNoticeMinutes(),
                staff,
                s.assignment(),
                collective,
                s.resources(),
                s.questions(),
                s.prices(),
                s.location(),
                s.version());
    }
}
