package dev.meridian.bookings.upkeep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was told last of a calendar's busy times.
 *
 * @param digest of the range and the busy times; null: nothing was told yet
 * @param until where that range ends; null: the calendar is to be asked, as nothing was told yet or it did not answer
 */
public record BusyTold(@Nullable String digest, @Nullable Instant until) {

    /** The same, and the calendar is to be asked again. */
    public BusyTold inDoubt() {
        return new BusyTold(digest, null);
    }
}
