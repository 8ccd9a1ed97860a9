package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.availability.Fakes.FakeCalendars;
import dev.meridian.calendars.BusyDays;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BusyCalendarsTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:20:00Z");
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final TimeRange TODAY = TimeRange.of(NOW, Duration.ofHours(8));
    private static final TimeRange LUNCH = TimeRange.of(NOW.plus(Duration.ofHours(2)), Duration.ofHours(1));
    private static final TimeRange NEXT_WEEK = TimeRange.of(NOW.plus(Duration.ofDays(7)), Duration.ofHours(8));

    private final SettableClock clock = new SettableClock(NOW);
    private final FakeCalendars calendars = new FakeCalendars();
    private final BusyCalendars mirrored = new BusyCalendars(calendars, new BusyMirror(AGE, clock), clock);

    @Test
    void areAskedAnewEachTimeWhereNothingIsKept() {
        BusyCalendars live = new BusyCalendars(calendars, new BusyMirror(Duration.ZERO, clock), clock);

        ask(live, TODAY, "a");
        ask(live, TODAY, "a");

        TimeRange hours = new TimeRange(Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-20T19:00:00Z"));
        assertThat(calendars.asked).containsExactly(hours, hours);
    }

    @Test
    void areAskedOnceForAllDaysAsLongAsAnAnswerIsKept() {
        calendars.busy.put("a", new BusyTimes.Known(List.of(LUNCH, NEXT_WEEK)));

        assertThat(ask(mirrored, TODAY, "a")).isEqualTo(Map.of("a", new BusyTimes.Known(List.of(LUNCH))));
        calendars.busy.clear();
        assertThat(ask(mirrored, TODAY, "a")).isEqualTo(Map.of("a", new BusyTimes.Known(List.of(LUNCH))));
        assertThat(ask(mirrored, NEXT_WEEK, "a")).isEqualTo(Map.of("a", new BusyTimes.Known(List.of(NEXT_WEEK))));
        assertThat(calendars.asked).containsExactly(BusyDays.around(NOW));

        clock.set(NOW.plus(AGE));
        assertThat(ask(mirrored, TODAY, "a")).isEqualTo(Map.of("a", new BusyTimes.Known(List.of())));
        assertThat(calendars.asked).hasSize(2);
    }

    @Test
    void areAskedOnlyWhereNothingIsKeptOfThem() {
        ask(mirrored, TODAY, "a");
        calendars.busy.put("a", new BusyTimes.Unknown("not to be asked"));

        assertThat(ask(mirrored, TODAY, "a", "b"))
                .isEqualTo(Map.of("a", new BusyTimes.Known(List.of()), "b", new BusyTimes.Known(List.of())));
    }

    @Test
    void areAskedAgainWhenTheyDidNotAnswer() {
        calendars.busy.put("a", new BusyTimes.Unknown("away"));
        assertThat(ask(mirrored, TODAY, "a")).isEqualTo(Map.of("a", new BusyTimes.Unknown("away")));

        calendars.busy.clear();
        assertThat(ask(mirrored, TODAY, "a")).isEqualTo(Map.of("a", new BusyTimes.Known(List.of())));
    }

    @Test
    void areAskedForWhatLiesBeyondTheDaysThatAreKept() {
        TimeRange late = TimeRange.of(NOW.plus(Duration.ofDays(70)), Duration.ofHours(1));
        ask(mirrored, TODAY, "a");

        ask(mirrored, late, "a");
        ask(mirrored, late, "a");
        ask(mirrored, TODAY, "a");

        assertThat(calendars.asked).hasSize(3);
        assertThat(calendars.asked.getLast().covers(late)).isTrue();
    }

    private static Map<String, BusyTimes> ask(BusyCalendars busy, TimeRange range, String... ids) {
        return busy.freeBusy(new TreeSet<>(Set.of(ids)), range.start(), range.end());
    }
}
