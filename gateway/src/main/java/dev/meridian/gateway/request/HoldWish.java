package dev.meridian.gateway.request;

import dev.meridian.bookings.request.RequestKey;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A wish to keep a slot for somebody who is still deciding.
 *
 * @param start the start, on the customer's clock
 * @param service service id, or null for the standard one
 * @param staff staff id, or null for anyone
 * @param conversationId who keeps it: so many holds at a time and no more
 */
public record HoldWish(
        RequestKey id,
        ZonedDateTime start,
        @Nullable String service,
        @Nullable String staff,
        @Nullable Integer durationMinutes,
        String conversationId)
        implements TimedWish {}
