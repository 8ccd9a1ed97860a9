package dev.meridian.booking.request;

import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.request.RequestKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request whether or not the rest of it makes sense.
 *
 * @param timeZone as it was said
 * @param service as it was named, if it was
 * @param staff as it was named, if it was
 */
record Asked(
        RequestKey id,
        PayloadHash hash,
        Instant expiresAt,
        String timeZone,
        @Nullable String service,
        @Nullable String staff) {}
