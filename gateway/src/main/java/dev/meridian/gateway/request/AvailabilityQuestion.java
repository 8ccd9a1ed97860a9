package dev.meridian.gateway.request;

import dev.meridian.scheduling.suggestion.PartOfDay;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for free times.
 *
 * @param requestId identity of the question within its source
 * @param source who asks: {@code retell} or {@code api}
 * @param from first date in the caller's zone
 * @param to last date, inclusive
 * @param service service id, or null for the standard one
 * @param staff staff id, or null for anyone
 * @param customerId who asks, or null for anybody
 */
public record AvailabilityQuestion(
        String requestId,
        String source,
        LocalDate from,
        LocalDate to,
        ZoneId zone,
        PartOfDay part,
        @Nullable String service,
        @Nullable String staff,
        @Nullable Integer durationMinutes,
        @Nullable UUID customerId) {}
