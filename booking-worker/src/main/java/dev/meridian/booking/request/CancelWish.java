package dev.meridian.booking.request;

import org.jspecify.annotations.Nullable;

/**
 * The end of a booking, whether or not its request has arrived.
 *
 * @param note why, in the customer's words
 */
record CancelWish(@Nullable String note) {}
