package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What several hosts can offer, from what each of them can. Slots are of one length; the order of the given map is the
 * order in which hosts are named.
 */
public final class TeamSlots {
    private TeamSlots() {}

    /** Every slot for which somebody is free, with all who are, in order of start. */
    public static List<TeamSlot> ofAny(Map<String, List<TimeRange>> freeByHost) {
        TreeMap<Instant, Free> byStart = new TreeMap<>();
        freeByHost.forEach((host, slots) -> {
            for (TimeRange slot : slots) {
                byStart.computeIfAbsent(slot.start(), start -> new Free(slot, new ArrayList<>()))
                        .hosts()
                        .add(host);
            }
        });
        return byStart.values().stream()
                .map(free -> new TeamSlot(free.slot(), free.hosts()))
                .toList();
    }

    /** The slots for which all are free together, in order of start. */
    public static List<TeamSlot> ofAll(Map<String, List<TimeRange>> freeByHost) {
        return ofAny(freeByHost).stream()
                .filter(slot -> slot.hosts().size() == freeByHost.size())
                .toList();
    }

    private record Free(TimeRange slot, List<String> hosts) {}
}
