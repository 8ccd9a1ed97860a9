package dev.meridian.bookings.outbox;

/**
 * A message that waits in the outbox.
 *
 * @param id its place in the order of writing
 */
public record Pending(long id, OutboxMessage message) {}
