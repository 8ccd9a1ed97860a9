package dev.meridian.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.check.Evidence.Transition;
import dev.meridian.faults.process.Child.Death;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RecoveryTests {

    private static final Instant T = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID ID = new UUID(0, 1);
    private static final Death DEATH = new Death("booking-worker-1", T, true);

    @Test
    void aBookingTakenOverCountsFromTheDeathToItsEnd() {
        List<Transition> way = List.of(
                new Transition(ID, null, "HELD", null, 1, T.minusSeconds(1)),
                new Transition(ID, "HELD", "HELD", 1, 2, T.plusSeconds(6)),
                new Transition(ID, "HELD", "WRITING", 2, 2, T.plusSeconds(6)),
                new Transition(ID, "WRITING", "CONFIRMED", 2, 2, T.plusSeconds(7)));

        assertThat(Recovery.sagas(way, List.of(DEATH))).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aBookingThatNobodyTookOverDoesNotCount() {
        List<Transition> way = List.of(
                new Transition(ID, null, "HELD", null, 1, T.minusSeconds(1)),
                new Transition(ID, "HELD", "WRITING", 1, 1, T.plusSeconds(1)),
                new Transition(ID, "WRITING", "CONFIRMED", 1, 1, T.plusSeconds(2)));

        assertThat(Recovery.sagas(way, List.of(DEATH))).isEmpty();
    }

    @Test
    void whatWaitedForAWordWasNotTakenOver() {
        List<Transition> way = List.of(
                new Transition(ID, null, "HELD", null, 1, T.minusSeconds(2)),
                new Transition(ID, "HELD", "AWAITING_HOST", 1, 1, T.minusSeconds(2)),
                new Transition(ID, "AWAITING_HOST", "WRITING", 1, 2, T.plusSeconds(30)),
                new Transition(ID, "WRITING", "CONFIRMED", 2, 2, T.plusSeconds(31)),
                new Transition(ID, "CONFIRMED", "MOVING", 2, 3, T.plusSeconds(60)),
                new Transition(ID, "MOVING", "CONFIRMED", 3, 3, T.plusSeconds(61)));

        assertThat(Recovery.sagas(way, List.of(DEATH, new Death("booking-worker-1", T.plusSeconds(50), true))))
                .isEmpty();
    }
}
