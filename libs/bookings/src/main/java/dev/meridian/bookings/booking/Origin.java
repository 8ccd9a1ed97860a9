package dev.meridian.bookings.booking;

import org.jspecify.annotations.Nullable;

/**
 * How a booking came to be.
 *
 * @param source who asked: {@code retell}, {@code api} or another service
 * @param requestKey the idempotency key within the source
 * @param conversationId the call or chat it was spoken in
 * @param toolCallId the voice agent's id of that call of its function
 */
public record Origin(
        String source,
        String requestKey,
        @Nullable String conversationId,
        @Nullable String toolCallId) {}
