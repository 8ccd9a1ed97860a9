package dev.meridian.scheduling.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.catalogue.Assignment;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnsTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);

    @Test
    void whoWasBookedLongestAgoIsFirstAndWhoNeverWasIsBefore() {
        assertThat(Turns.inOrder(
                        Assignment.LEAST_RECENT,
                        List.of(booked("amy", NOON), booked("ben", NOON.minusSeconds(1)), booked("zoe", null))))
                .containsExactly("zoe", "ben", "amy");
    }

    @Test
    void sharesGoByWeight() {
        Map<String, Integer> weights = new TreeMap<>(Map.of("amy", 1, "ben", 3, "zoe", 2));
        Map<String, Long> given = new TreeMap<>(Map.of("amy", 0L, "ben", 0L, "zoe", 0L));
        List<String> turns = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            List<Candidate> candidates = weights.entrySet().stream()
                    .map(each -> weighing(each.getKey(), each.getValue(), given.getOrDefault(each.getKey(), 0L)))
                    .toList();
            String next = Turns.inOrder(Assignment.WEIGHT, candidates).getFirst();
            given.merge(next, 1L, Long::sum);
            turns.add(next);
        }
        assertThat(given).isEqualTo(Map.of("amy", 100L, "ben", 300L, "zoe", 200L));
        assertThat(turns.subList(0, 6)).containsExactlyInAnyOrder("ben", "zoe", "ben", "amy", "ben", "zoe");
    }

    @Test
    void whoHasNoWeightIsAskedWhenNobodyElseCan() {
        assertThat(Turns.inOrder(
                        Assignment.WEIGHT,
                        List.of(weighing("amy", 0, 1), weighing("ben", 0, 0), weighing("zoe", 1, 1_000_000))))
                .containsExactly("zoe", "ben", "amy");
    }

    @Test
    void whoHasMoreTimeThatDayIsFirstAndThenThatWeek() {
        assertThat(Turns.inOrder(
                        Assignment.AVAILABILITY,
                        List.of(free("amy", 3, 40), free("ben", 5, 10), free("cat", 5, 20), free("dan", 5, 20))))
                .containsExactly("cat", "dan", "ben", "amy");
    }

    @ParameterizedTest
    @EnumSource
    void theOrderDoesNotHangOnTheOrderOfAsking(Assignment assignment) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            candidates.add(new Candidate(
                    "staff-" + i,
                    random.nextInt(4),
                    random.nextBoolean() ? null : NOON.plusSeconds(random.nextInt(5)),
                    random.nextInt(5),
                    new FreeTime(Duration.ofHours(random.nextInt(3)), Duration.ofHours(random.nextInt(3)))));
        }
        List<String> order = Turns.inOrder(assignment, candidates);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(candidates, random);
            assertThat(Turns.inOrder(assignment, candidates))
                    .as("seed %d", seed)
                    .isEqualTo(order);
        }
    }

    @Test
    void freeTimeIsWorkingTimeThatNobodyHas() {
        // 00:00 to 03:30 of Monday's window and 18:30 to 24:00 of its own; nine hours on each of six nights, of the
        // Sunday
        // before only what reaches into Monday, which is nothing.
        Schedule nights = Schedule.standard(KOLKATA);
        FreeTime empty = FreeTime.around(TUESDAY, nights, List.of());
        assertThat(empty).isEqualTo(new FreeTime(Duration.ofHours(9), Duration.ofHours(54)));

        TimeRange evening = TimeRange.of(Instant.parse("2026-11-24T13:30:00Z"), Duration.ofHours(1));
        TimeRange noon = TimeRange.of(Instant.parse("2026-11-24T06:30:00Z"), Duration.ofHours(1));
        TimeRange friday = TimeRange.of(Instant.parse("2026-11-27T13:30:00Z"), Duration.ofHours(2));
        assertThat(FreeTime.around(TUESDAY, nights, List.of(evening, evening, noon, friday)))
                .isEqualTo(new FreeTime(Duration.ofHours(8), Duration.ofHours(51)));
    }

    private static Candidate booked(String staff, @Nullable Instant last) {
        return new Candidate(staff, 1, last, 0, FreeTime.NONE);
    }

    private static Candidate weighing(String staff, int weight, long bookings) {
        return new Candidate(staff, weight, null, bookings, FreeTime.NONE);
    }

    private static Candidate free(String staff, int day, int week) {
        return new Candidate(staff, 1, null, 0, new FreeTime(Duration.ofHours(day), Duration.ofHours(week)));
    }
}
