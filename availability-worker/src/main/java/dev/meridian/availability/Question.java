package dev.meridian.availability;

import dev.meridian.scheduling.suggestion.PartOfDay;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for free times, as it was asked: nothing in it has been checked.
 *
 * @param fromDate first date in the caller's zone, ISO 8601
 * @param toDate last date, inclusive
 * @param timeZone the caller's zone
 * @param partOfDay null: a part of the day that this version does not know
 * @param service null: the standard service
 * @param staff null: anyone who offers the service
 * @param durationMinutes null: the service's default
 * @param customerId null: anybody
 */
record Question(
        String fromDate,
        String toDate,
        String timeZone,
        @Nullable PartOfDay partOfDay,
        @Nullable String service,
        @Nullable String staff,
        @Nullable Integer durationMinutes,
        @Nullable UUID customerId) {}
