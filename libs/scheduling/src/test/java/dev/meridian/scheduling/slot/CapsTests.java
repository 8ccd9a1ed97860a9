package dev.meridian.scheduling.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapsTests {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final Schedule MORNINGS = Rules.schedule(KOLKATA, "09:00", "11:00");

    /** Friday noon in Kolkata. */
    private static final Instant NOW = Instant.parse("2026-11-20T06:30:00Z");

    @ParameterizedTest
    @CsvSource({
        // Sunday ends at midnight in Kolkata, 18:30 UTC; Monday begins a week.
        "2026-11-22T18:29:59Z, 2026-11-22, WEEK_FULL",
        "2026-11-22T18:30:00Z, 2026-11-23, ",
        "2026-11-15T18:30:00Z, 2026-11-16, WEEK_FULL",
        "2026-11-15T18:29:59Z, 2026-11-15, "
    })
    void countsByTheHostsWeekFromMondayToSunday(Instant start, String hostDate, @Nullable Reason reason) {
        Caps caps = Caps.of(
                Rules.capped(null, 2),
                MORNINGS,
                List.of(Instant.parse("2026-11-16T04:00:00Z"), Instant.parse("2026-11-21T04:00:00Z")));
        assertThat(start.atZone(KOLKATA).toLocalDate()).hasToString(hostDate);
        assertThat(caps.against(start).orElse(null)).isEqualTo(reason);
    }

    @Test
    void countsByTheHostsDay() {
        Caps caps = Caps.of(Rules.capped(1, null), MORNINGS, List.of(Instant.parse("2026-11-22T18:30:00Z")));
        assertThat(caps.against(Instant.parse("2026-11-22T18:29:00Z"))).isEmpty();
        assertThat(caps.against(Instant.parse("2026-11-23T18:29:00Z"))).contains(Reason.DAY_FULL);
        assertThat(caps.against(Instant.parse("2026-11-23T18:30:00Z"))).isEmpty();
    }

    @Test
    void offersNothingOnAFullDayAndAllowsNothingThere() {
        SlotQuery query = query(Rules.capped(2, null), "2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z")
                .withBooked(List.of(
                        Instant.parse("2026-11-24T03:30:00Z"),
                        Instant.parse("2026-11-23T12:00:00Z"),
                        Instant.parse("2026-11-23T13:00:00Z")));
        assertThat(starts(query)).containsExactly("2026-11-24T03:30:00Z", "2026-11-24T04:30:00Z");
        assertThat(SlotRules.judge(query, Instant.parse("2026-11-23T03:30:00Z")))
                .isEqualTo(new SlotVerdict.NotAllowed(Reason.DAY_FULL));
        assertThat(SlotRules.judge(query, Instant.parse("2026-11-24T03:30:00Z")))
                .isInstanceOf(SlotVerdict.Allowed.class);
    }

    @Test
    void countsBookingsOfTheWeekOutsideTheAskedRange() {
        SlotQuery query = query(Rules.capped(null, 1), "2026-11-25T00:00:00Z", "2026-12-01T00:00:00Z")
                .withBooked(List.of(Instant.parse("2026-11-23T04:00:00Z")));
        assertThat(starts(query)).first().isEqualTo("2026-11-30T03:30:00Z");
    }

    @Test
    void namesTheSpanWhoseBookingsCount() {
        TimeRange asked = range("2026-11-25T20:00:00Z", "2026-11-26T10:00:00Z");
        assertThat(Caps.counted(Rules.capped(null, null), MORNINGS, asked)).isEmpty();
        assertThat(Caps.counted(Rules.capped(3, null), MORNINGS, asked))
                .contains(range("2026-11-25T18:30:00Z", "2026-11-26T18:30:00Z"));
        assertThat(Caps.counted(Rules.capped(3, 9), MORNINGS, asked))
                .contains(range("2026-11-22T18:30:00Z", "2026-11-29T18:30:00Z"));
        TimeRange toMidnight = range("2026-11-25T20:00:00Z", "2026-11-29T18:30:00Z");
        assertThat(Caps.counted(Rules.capped(null, 9), MORNINGS, toMidnight))
                .contains(range("2026-11-22T18:30:00Z", "2026-11-29T18:30:00Z"));
    }

    @Test
    void knowsWeeksOfOtherThanSevenTimesTwentyFourHours() {
        Schedule newYork = Rules.schedule(ZoneId.of("America/New_York"), "09:00", "11:00");
        TimeRange week = Caps.counted(
                        Rules.capped(null, 1), newYork, range("2026-10-28T00:00:00Z", "2026-10-28T01:00:00Z"))
                .orElseThrow();
        assertThat(week.length()).isEqualTo(Duration.ofHours(7 * 24 + 1));
    }

    private static SlotQuery query(Service service, String from, String to) {
        return SlotQuery.of(service, MORNINGS, NOW, Instant.parse(from), Instant.parse(to), KOLKATA);
    }

    private static List<String> starts(SlotQuery query) {
        return Slots.free(query).stream().map(slot -> slot.start().toString()).toList();
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }
}
