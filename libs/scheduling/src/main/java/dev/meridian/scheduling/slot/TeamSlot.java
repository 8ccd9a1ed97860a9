package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.time.TimeRange;
import java.util.List;

/**
 * A slot that a team can offer.
 *
 * @param hosts ids of those who are free for it, at least one, in the order in which they were asked
 */
public record TeamSlot(TimeRange slot, List<String> hosts) {
    public TeamSlot {
        hosts = List.copyOf(hosts);
    }
}
