package dev.meridian.bookings.request;

import java.time.Instant;
import java.util.UUID;

/**
 * A request as it arrives.
 *
 * @param command name of what is asked, {@code RequestBooking}
 * @param payloadHash what was asked, so that the same key with another content is noticed
 * @param bookingId the booking it would make
 * @param expiresAt after this instant it ends without effect unless it is under way
 */
public record NewRequest(RequestKey id, String command, PayloadHash payloadHash, UUID bookingId, Instant expiresAt) {}
