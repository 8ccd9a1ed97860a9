package dev.meridian.scheduling.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every clock change of every zone from 2024 to 2035. */
public final class Transitions {
    public static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    public static final Instant TO = Instant.parse("2036-01-01T00:00:00Z");

    private Transitions() {}

    public record Change(ZoneId zone, ZoneOffsetTransition transition) {}

    public static Stream<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of);
    }

    public static List<Change> all() {
        List<Change> all = new ArrayList<>();
        zones().forEach(zone -> {
            ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
            while (next != null && next.getInstant().isBefore(TO)) {
                all.add(new Change(zone, next));
                next = zone.getRules().nextTransition(next.getInstant());
            }
        });
        return all;
    }
}
