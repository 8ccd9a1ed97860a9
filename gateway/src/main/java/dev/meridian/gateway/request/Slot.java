package dev.meridian.gateway.request;

import java.time.Instant;
import java.util.List;

/**
 * A free time that can be booked.
 *
 * @param staff who would be given it now
 * @param freeStaff all who are free then, any of whom can be asked for
 */
public record Slot(Instant start, Instant end, String staff, List<String> freeStaff) {
    public Slot {
        freeStaff = List.copyOf(freeStaff);
    }
}
