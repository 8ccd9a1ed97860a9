package dev.meridian.bookings.staffing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person was given to do.
 *
 * @param lastBooked when an appointment was last given to them, whatever has become of it, so that whoever's calendar has turned
 *     out to be full is not the next again; null: never
 * @param bookings appointments of one service that were given to them within {@link Loads#WINDOW} and that they have or had;
 *     seats of one session count once
 */
public record Load(String staff, @Nullable Instant lastBooked, long bookings) {}
