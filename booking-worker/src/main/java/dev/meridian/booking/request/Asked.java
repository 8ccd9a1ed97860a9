package dev.meridian.booking.request;

import dev.meridian.bookings.request.PayloadHash;
import dev.meridian.bookings.request.RequestKey;
import java.time.Instant;

/**
 * What is known of a request whether or not the rest of it makes sense.
 *
 * @param command name of its record
 * @param hash what was asked
 */
record Asked(RequestKey id, String command, PayloadHash hash, Instant expiresAt) {}
