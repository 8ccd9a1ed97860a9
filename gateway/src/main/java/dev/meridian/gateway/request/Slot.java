package dev.meridian.gateway.request;

import java.time.Instant;

/** A free time that can be booked, and who is free then. */
public record Slot(Instant start, Instant end, String staff) {}
