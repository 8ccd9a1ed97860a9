package dev.meridian.booking.request;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Another time for a booking: same service, same person, same length.
 *
 * @param start one instant, in the zone it was said in
 * @param expectedVersion move only if the booking still has it; null: in any
 */
record MoveWish(ZonedDateTime start, @Nullable Integer expectedVersion) {}
