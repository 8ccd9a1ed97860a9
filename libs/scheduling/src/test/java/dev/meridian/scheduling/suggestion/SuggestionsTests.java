package dev.meridian.scheduling.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuggestionsTests {
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    @Test
    void prefersSoonDifferentDaysAndPartsAtDecentHours() {
        // The default night shift as Los Angeles sees it: 5 AM to 1 PM.
        List<Instant> slots = new ArrayList<>();
        for (int day = 23; day <= 27; day++) {
            for (int hour = 13; hour <= 21; hour++) {
                slots.add(Instant.parse("2026-11-%02dT%02d:00:00Z".formatted(day, hour)));
            }
        }
        assertThat(spread(slots, 5))
                .extracting(slot -> slot.atZone(LOS_ANGELES).toLocalDateTime().toString())
                .containsExactly(
                        "2026-11-23T09:00",
                        "2026-11-24T12:00",
                        "2026-11-25T09:00",
                        "2026-11-26T12:00",
                        "2026-11-27T09:00");
    }

    @Test
    void spreadsOverTheOneDayThereIs() {
        List<Instant> slots = instants("2026-11-23T17:00:00Z", "2026-11-23T18:00:00Z", "2026-11-23T22:00:00Z");
        assertThat(spread(slots, 2)).containsExactly(slots.get(0), slots.get(2));
    }

    @Test
    void takesTheNightWhenThereIsNothingElse() {
        List<Instant> slots = instants("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z");
        assertThat(spread(slots, 3)).containsExactlyElementsOf(slots);
    }

    @Test
    void countsDaysInTheViewersZone() {
        List<Instant> slots = instants("2026-11-23T23:00:00Z", "2026-11-24T00:00:00Z", "2026-11-24T18:00:00Z");
        assertThat(spread(slots, 2)).containsExactly(slots.get(0), slots.get(2));
    }

    @Test
    void doesNotDependOnTheOrderOfTheSlotsAndGivesNoneTwice() {
        List<Instant> slots = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            slots.add(Instant.parse("2026-11-23T13:00:00Z").plusSeconds(1800L * i));
        }
        List<Instant> expected = spread(slots, 5);
        Collections.shuffle(slots, new Random(1));
        assertThat(spread(slots, 5)).isEqualTo(expected).doesNotHaveDuplicates();
        assertThat(spread(slots, 3)).isEqualTo(expected.subList(0, 3));
        assertThat(spread(List.of(), 3)).isEmpty();
    }

    @Test
    void dividesTheDayAsCallersDo() {
        assertThat(PartOfDay.of(" Morning")).contains(PartOfDay.MORNING);
        assertThat(PartOfDay.of("teatime")).isEmpty();
        assertThat(PartOfDay.MORNING.includes(LocalTime.of(5, 0))).isTrue();
        assertThat(PartOfDay.MORNING.includes(LocalTime.of(12, 0))).isFalse();
        assertThat(PartOfDay.AFTERNOON.includes(LocalTime.of(16, 59))).isTrue();
        assertThat(PartOfDay.EVENING.includes(LocalTime.of(22, 0))).isFalse();
        assertThat(PartOfDay.ANY.includes(LocalTime.of(3, 0))).isTrue();
        assertThat(PartOfDay.EVENING.code()).isEqualTo("evening");
    }

    private static List<Instant> spread(List<Instant> slots, int max) {
        return Suggestions.spread(slots, slot -> slot, LOS_ANGELES, max);
    }

    private static List<Instant> instants(String... texts) {
        return List.of(texts).stream().map(Instant::parse).toList();
    }
}
