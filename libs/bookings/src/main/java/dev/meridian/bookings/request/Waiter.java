package dev.meridian.bookings.request;

/**
 * An address that waits for the outcome of a request.
 *
 * @param repeated whether the wish had been accepted before the record arrived that waits here
 */
public record Waiter(String correlationId, String replyTopic, int replyPartition, boolean repeated) {}
