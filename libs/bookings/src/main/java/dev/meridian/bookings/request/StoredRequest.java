package dev.meridian.bookings.request;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request and, once it is decided, its outcome.
 *
 * @param bookingId the booking it made, claimed or repeats; whether that exists, {@code outcome} tells
 * @param repeated whether the wish had been accepted before under another key
 * @param outcome null while it is under way
 */
public record StoredRequest(
        RequestKey id,
        String command,
        PayloadHash payloadHash,
        UUID bookingId,
        boolean repeated,
        Instant acceptedAt,
        Instant expiresAt,
        @Nullable Outcome outcome,
        @Nullable Instant decidedAt) {}
