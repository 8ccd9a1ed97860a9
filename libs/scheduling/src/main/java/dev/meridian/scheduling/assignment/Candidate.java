package dev.meridian.scheduling.assignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who could take an appointment, and what an assignment looks at.
 *
 * @param weight share of the appointments; 0: only when nobody with a share can take one
 * @param lastBooked when an appointment was last given to them, whatever has become of it; null: never
 * @param bookings how many they were given lately, and have or had
 */
public record Candidate(String staff, int weight, @Nullable Instant lastBooked, long bookings, FreeTime free) {}
