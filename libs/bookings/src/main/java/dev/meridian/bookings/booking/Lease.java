package dev.meridian.bookings.booking;

import java.time.Duration;

/**
 * The right to go on with a booking for a while. It spares double work and nothing else: what keeps two owners apart is
 * the epoch.
 *
 * @param owner name of the worker, for operators
 * @param length from the moment it is written, on Postgres' clock
 */
public record Lease(String owner, Duration length) {

    public Lease {
        if (!length.isPositive()) {
            throw new IllegalArgumentException("length: " + length + " (expected: > 0)");
        }
    }
}
