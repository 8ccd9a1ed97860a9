package dev.meridian.bookings.session;

import dev.meridian.scheduling.time.TimeRange;
import java.util.UUID;

/** A session that has been begun and has seats left. */
public record Vacancy(UUID sessionId, String staff, TimeRange slot, int seatsLeft) {}
