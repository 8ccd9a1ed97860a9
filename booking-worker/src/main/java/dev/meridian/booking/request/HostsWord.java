package dev.meridian.booking.request;

import org.jspecify.annotations.Nullable;

/**
 * What the host says to a booking that waits for it.
 *
 * @param accepts otherwise the host declines
 * @param note why not, in the host's words
 */
record HostsWord(boolean accepts, @Nullable String note) {}
