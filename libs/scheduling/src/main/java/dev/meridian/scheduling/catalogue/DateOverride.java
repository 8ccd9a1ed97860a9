package dev.meridian.scheduling.catalogue;

import java.time.LocalDate;
import java.util.List;

/**
 * The hours of one date, in place of the weekly ones; no windows close the day. What the evening before runs over
 * midnight stays.
 */
public record DateOverride(LocalDate date, List<Window> windows) {
    public DateOverride {
        windows = List.copyOf(windows);
    }
}
