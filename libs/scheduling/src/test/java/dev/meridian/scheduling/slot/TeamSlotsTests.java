package dev.meridian.scheduling.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TeamSlotsTests {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void namesEverybodyWhoIsFreeForASlot() {
        assertThat(TeamSlots.ofAny(team()))
                .containsExactly(
                        new TeamSlot(slot(9), List.of("ravi")),
                        new TeamSlot(slot(10), List.of("ravi", "asha")),
                        new TeamSlot(slot(11), List.of("asha")));
    }

    @Test
    void keepsTheSlotsForWhichAllAreFree() {
        assertThat(TeamSlots.ofAll(team())).containsExactly(new TeamSlot(slot(10), List.of("ravi", "asha")));
    }

    @Test
    void offersNothingTogetherWithSomebodyWhoIsNeverFree() {
        Map<String, List<TimeRange>> team = team();
        team.put("mira", List.of());
        assertThat(TeamSlots.ofAll(team)).isEmpty();
        assertThat(TeamSlots.ofAny(team)).hasSize(3);
        assertThat(TeamSlots.ofAny(Map.of())).isEmpty();
        assertThat(TeamSlots.ofAll(Map.of())).isEmpty();
    }

    private static Map<String, List<TimeRange>> team() {
        Map<String, List<TimeRange>> free = new LinkedHashMap<>();
        free.put("ravi", slots(9, 10));
        free.put("asha", slots(10, 11));
        return free;
    }

    private static List<TimeRange> slots(int... hours) {
        return IntStream.of(hours).mapToObj(TeamSlotsTests::slot).toList();
    }

    private static TimeRange slot(int hour) {
        return TimeRange.of(NINE.plus(Duration.ofHours(hour - 9L)), Duration.ofHours(1));
    }
}
