package dev.meridian.scheduling.slot;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The marks on a clock in some zone: full hours, half hours, quarters…, whichever divide the interval of a service. */
final class ClockGrid {
    private static final int[] STEPS_MINUTES = {60, 30, 20, 15, 10, 5};

    private final ZoneRules rules;
    private final int step;

    private ClockGrid(ZoneRules rules, int step) {
        this.rules = rules;
        this.step = step;
    }

    static ClockGrid of(ZoneId zone, int intervalMinutes) {
        for (int step : STEPS_MINUTES) {
            if (intervalMinutes % step == 0) {
                return new ClockGrid(zone.getRules(), step * 60);
            }
        }
        return new ClockGrid(zone.getRules(), 60);
    }

    long roundUp(long epochSecond) {
        long past = sinceMark(epochSecond);
        if (past == 0) {
            return epochSecond;
        }
        long next = epochSecond + step - past;
        // A half-hour shift in between moves the marks; one more step at most finds the new ones.
        long off = sinceMark(next);
        return off == 0 ? next : next + step - off;
    }

    boolean isMark(long epochSecond) {
        return sinceMark(epochSecond) == 0;
    }

    /** When the marks next move against elapsed time: only where clocks shift by less than a full step. */
    long nextShift(long epochSecond) {
        if (rules.isFixedOffset()) {
            return Long.MAX_VALUE;
        }
        ZoneOffsetTransition transition = rules.nextTransition(Instant.ofEpochSecond(epochSecond));
        while (transition != null && transition.getDuration().toSeconds() % step == 0) {
            transition = rules.nextTransition(transition.getInstant());
            if (transition != null && transition.toEpochSecond() > epochSecond + 400L * 24 * 3600) {
                return Long.MAX_VALUE;
            }
        }
        return transition == null ? Long.MAX_VALUE : transition.toEpochSecond();
    }

    private long sinceMark(long epochSecond) {
        int offset = rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        return Math.floorMod(epochSecond + offset, (long) step);
    }
}
