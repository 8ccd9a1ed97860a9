package dev.meridian.scheduling.time;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads wall-clock times in a zone without choosing silently between meanings. */
public final class WallClocks {
    private WallClocks() {}

    /**
     * The meaning of {@code local} in {@code zone}.
     *
     * <p>An {@code offset} only ever picks one side of an overlap. Elsewhere the zone decides: an offset that the zone
     * does not have at that time is as good as none, because people (and models) get offsets wrong far more often than
     * zones; compare with {@link ZonedDateTime#getOffset()} to tell.
     */
    public static WallClock resolve(LocalDateTime local, ZoneId zone, @Nullable ZoneOffset offset) {
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
        return switch (valid.size()) {
            case 0 -> new WallClock.Gap(local, ZonedDateTime.of(local, zone));
            case 1 -> new WallClock.Exact(ZonedDateTime.ofLocal(local, zone, valid.getFirst()));
            default ->
                offset != null && valid.contains(offset)
                        ? new WallClock.Exact(ZonedDateTime.ofLocal(local, zone, offset))
                        : new WallClock.Overlap(
                                ZonedDateTime.ofLocal(local, zone, valid.getFirst()),
                                ZonedDateTime.ofLocal(local, zone, valid.getLast()));
        };
    }
}
