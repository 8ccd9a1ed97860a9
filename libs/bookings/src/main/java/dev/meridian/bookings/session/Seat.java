package dev.meridian.bookings.session;

import java.util.UUID;

/**
 * A booking's place in a session.
 *
 * @param number from 1 to the session's capacity
 * @param generation of the session's event that shows it, or is to show it
 */
public record Seat(UUID sessionId, int number, UUID bookingId, int generation) {}
