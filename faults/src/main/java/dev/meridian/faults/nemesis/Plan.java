package dev.meridian.faults.nemesis;

import dev.meridian.faults.agent.KillPoint;
import dev.meridian.faults.agent.KillPoint.Role;
import dev.meridian.faults.nemesis.Fault.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong next in a lane: rounds in which everything has its turn, shuffled by the seed. The same seed is the same
 * order.
 */
final class Plan implements Iterator<Plan.Step> {

    /**
     * One fault.
     *
     * @param point at which place, for a kill point
     * @param dice for whatever else is open
     */
    record Step(Fault fault, @Nullable KillPoint point, int dice) {}

    private final Lane lane;
    private final int part;
    private final int parts;
    private final Random random;
    private final List<Step> round = new ArrayList<>();

    Plan(long seed, Lane lane) {
        this(seed, lane, 0, 1);
    }

    /** A share of a lane: kill points are divided among the parts. */
    Plan(long seed, Lane lane, int part, int parts) {
        this.lane = lane;
        this.part = part;
        this.parts = parts;
        this.random = new Random(seed * 1_000_003 + lane.name().hashCode() * 101L + part);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Step next() {
        if (round.isEmpty()) {
            fill();
        }
        return round.removeLast();
    }

    private void fill() {
        for (Fault fault : Fault.values()) {
            if (fault.lane() == lane) {
                for (int n = 0; n < fault.weight(); n++) {
                    round.add(new Step(fault, null, random.nextInt(1_000)));
                }
            }
        }
        Collections.shuffle(round, random);
        if (lane == Lane.WORKER) {
            points(Fault.KILL_POINT, Role.BOOKING_WORKER);
        }
        if (lane == Lane.GATEWAY) {
            points(Fault.GATEWAY_KILL_POINT, Role.GATEWAY);
        }
    }

    /** Kill points come before the rest of a round, so that a short run has them. */
    private void points(Fault fault, Role role) {
        List<Step> own = new ArrayList<>();
        List<KillPoint> points = List.of(KillPoint.values()).stream()
                .filter(point -> point.role() == role)
                .toList();
        for (int n = part; n < points.size(); n += parts) {
            own.add(new Step(fault, points.get(n), random.nextInt(1_000)));
        }
        Collections.shuffle(own, random);
        round.addAll(own);
    }
}
