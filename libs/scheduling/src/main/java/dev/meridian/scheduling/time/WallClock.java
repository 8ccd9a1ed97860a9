package dev.meridian.scheduling.time;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** What a time on the wall of a zone means: one instant, none (clocks went forward) or two (clocks went back). */
public sealed interface WallClock {
    /** The time happens once, or an offset told which of two was meant. */
    record Exact(ZonedDateTime at) implements WallClock {}

    /**
     * The time is skipped.
     *
     * @param asked the time that does not exist
     * @param after the same time moved forward by the length of the gap, as {@code java.time} does
     */
    record Gap(LocalDateTime asked, ZonedDateTime after) implements WallClock {}

    /** The time happens twice: first in summer time, as a rule, then in standard time. */
    record Overlap(ZonedDateTime earlier, ZonedDateTime later) implements WallClock {}
}
