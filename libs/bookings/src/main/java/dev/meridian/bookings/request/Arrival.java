package dev.meridian.bookings.request;

import java.time.Instant;

/** What an arriving request met. */
public sealed interface Arrival {

    /**
     * Nobody has asked this before; it is written down.
     *
     * @param at when, on Postgres' clock
     */
    record New(Instant at) implements Arrival {}

    /** The key was used before. The row can not be decided by others until the caller's transaction ends. */
    record Known(StoredRequest request) implements Arrival {}
}
