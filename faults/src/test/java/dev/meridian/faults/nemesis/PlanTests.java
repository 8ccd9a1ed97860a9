package dev.meridian.faults.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.agent.KillPoint;
import dev.meridian.faults.agent.KillPoint.Role;
import dev.meridian.faults.nemesis.Fault.Lane;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PlanTests {

    private static List<Plan.Step> first(int steps, Plan plan) {
        return Stream.generate(plan::next).limit(steps).toList();
    }

    @Test
    void theSameSeedIsTheSamePlan() {
        for (Lane lane : Lane.values()) {
            assertThat(first(200, new Plan(42, lane))).isEqualTo(first(200, new Plan(42, lane)));
        }
        assertThat(first(200, new Plan(42, Lane.WORKER))).isNotEqualTo(first(200, new Plan(43, Lane.WORKER)));
    }

    @Test
    void everyFaultHasItsTurn() {
        for (Lane lane : Lane.values()) {
            assertThat(first(100, new Plan(7, lane)).stream().map(Plan.Step::fault))
                    .containsAll(Stream.of(Fault.values())
                            .filter(fault -> fault.lane() == lane)
                            .toList());
        }
    }

    @Test
    void twoWorkersShareTheKillPoints() {
        var points = Stream.of(0, 1)
                .flatMap(part -> first(60, new Plan(7, Lane.WORKER, part, 2)).stream())
                .map(Plan.Step::point)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());

        assertThat(points)
                .containsExactlyInAnyOrderElementsOf(Stream.of(KillPoint.values())
                        .filter(point -> point.role() == Role.BOOKING_WORKER)
                        .toList());
    }
}
