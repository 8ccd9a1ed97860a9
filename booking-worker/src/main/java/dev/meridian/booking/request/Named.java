package dev.meridian.booking.request;

import org.jspecify.annotations.Nullable;

/**
 * What a wish names, as it was said, whether or not that exists.
 *
 * @param service null: the standard one
 * @param staff null: anyone
 */
record Named(
        String timeZone, @Nullable String service, @Nullable String staff) {}
