package dev.meridian.bookings.occupancy;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.util.UUID;

/**
 * What a booking takes of a resource.
 *
 * @param holder who keeps others out with it: the session in which the booking has a seat, otherwise the booking itself
 * @param resourceId a person's staff id; rooms and equipment have ids of their own
 * @param slot the appointment itself, without buffers
 * @param bufferBefore free time its service wants before it; between two neighbours the larger buffer holds
 * @param bufferAfter free time its service wants after it
 */
public record Occupancy(
        UUID bookingId, UUID holder, String resourceId, TimeRange slot, Duration bufferBefore, Duration bufferAfter) {}
