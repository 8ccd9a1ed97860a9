package dev.meridian.scheduling.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.catalogue.Alignment;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlotsPropertyTests {
    /** How many cases are drawn, and from which seed on: {@code -Dmeridian.slots.cases=1000000 -Dmeridian.slots.seed=0}. */
    private static final int CASES = Integer.getInteger("meridian.slots.cases", 10_000);

    private static final long SEED = Long.getLong("meridian.slots.seed", 0);

    @Test
    void agreesWithTheDefinitionMinuteByMinute() {
        long offered = 0;
        long offering = 0;
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            SlotQuery query = RandomQueries.of(seed);
            List<Instant> starts = starts(query);
            offered += starts.size();
            offering += starts.isEmpty() ? 0 : 1;
            List<Instant> defined = MinuteByMinute.starts(query);
            if (!starts.equals(defined)) {
                assertThat(starts).as("seed %d: %s", seed, query).isEqualTo(defined);
            }
        }
        System.out.printf(
                "slots agree minute by minute: seeds %d to %d, %d starts in %d of %d cases%n",
                SEED, SEED + CASES - 1, offered, offering, CASES);
        assertThat(offered).as("slots compared").isGreaterThan(5L * CASES / 2);
    }

    @Test
    void allowsWhatItOffersAndNothingElseThatIsFree() {
        for (long seed = 20_000; seed < 21_000; seed++) {
            SlotQuery query = RandomQueries.of(seed);
            Set<TimeRange> free = new HashSet<>(Slots.free(query));
            for (TimeRange slot : free) {
                assertThat(SlotRules.judge(query, slot.start()))
                        .as("seed %d: %s", seed, query)
                        .isEqualTo(new SlotVerdict.Allowed(slot));
                assertThat(clashes(query, slot)).as("seed %d", seed).isFalse();
            }
            if (query.service().alignment() == Alignment.FREE_RANGE_CLOCK) {
                continue;
            }
            Random random = new Random(seed);
            for (int i = 0; i < 50; i++) {
                Instant start = Instant.ofEpochSecond(random.nextLong(
                                query.from().getEpochSecond(), query.to().getEpochSecond())
                        / 300
                        * 300);
                if (!start.isBefore(query.from())
                        && SlotRules.judge(query, start) instanceof SlotVerdict.Allowed allowed
                        && !clashes(query, allowed.slot())) {
                    assertThat(free).as("seed %d: %s", seed, query).contains(allowed.slot());
                }
            }
        }
    }

    @Test
    void doesNotDependOnTheOrderOfBusyTimesOrOnTheRangeAskedFor() {
        for (long seed = 30_000; seed < 31_000; seed++) {
            SlotQuery query = RandomQueries.of(seed);
            List<TimeRange> free = Slots.free(query);
            List<TimeRange> busy = new java.util.ArrayList<>(query.busy());
            Collections.shuffle(busy, new Random(seed));
            assertThat(Slots.free(query.withBusy(busy, query.occupied()))).isEqualTo(free);
            Instant middle = query.from()
                    .plusSeconds((query.to().getEpochSecond() - query.from().getEpochSecond()) / 2);
            SlotQuery rest = between(query, middle, query.to().plusSeconds(3 * 86_400));
            assertThat(Slots.free(rest).stream()
                            .filter(slot -> slot.start().isBefore(query.to()))
                            .toList())
                    .as("seed %d: %s", seed, query)
                    .isEqualTo(free.stream()
                            .filter(slot -> !slot.start().isBefore(middle))
                            .toList());
        }
    }

    @Test
    void offersTheSameStartsFromWindowsToEveryViewer() {
        for (long seed = 0; seed < 200; seed++) {
            SlotQuery query = RandomQueries.of(seed);
            if (query.service().alignment() == Alignment.WINDOW_START) {
                Set<List<Instant>> all = ZoneId.getAvailableZoneIds().stream()
                        .map(id -> starts(seenFrom(query, ZoneId.of(id))))
                        .collect(Collectors.toSet());
                assertThat(all).hasSize(1);
            }
        }
    }

    private static boolean clashes(SlotQuery query, TimeRange slot) {
        return SlotRules.clashes(query.service(), slot, query.busy(), query.occupied());
    }

    private static List<Instant> starts(SlotQuery query) {
        return Slots.free(query).stream().map(TimeRange::start).toList();
    }

    private static SlotQuery between(SlotQuery query, Instant from, Instant to) {
        return new SlotQuery(
                query.service(),
                query.durationMinutes(),
                query.schedule(),
                query.now(),
                from,
                to,
                query.busy(),
                query.occupied(),
                query.booked(),
                query.viewerZone());
    }

    private static SlotQuery seenFrom(SlotQuery query, ZoneId viewer) {
        return new SlotQuery(
                query.service(),
                query.durationMinutes(),
                query.schedule(),
                query.now(),
                query.from(),
                query.to(),
                query.busy(),
                query.occupied(),
                query.booked(),
                viewer);
    }
}
