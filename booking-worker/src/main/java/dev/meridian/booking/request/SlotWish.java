package dev.meridian.booking.request;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A slot somebody wants, whoever it is for.
 *
 * @param start one instant, in the zone it was said in
 * @param staff null: anyone who offers the service
 * @param durationMinutes null: the service's first
 */
record SlotWish(
        ZonedDateTime start,
        String service,
        @Nullable String staff,
        @Nullable Integer durationMinutes) {}
