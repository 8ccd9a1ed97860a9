package dev.meridian.booking.request;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.request.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Why a booking can not be changed. */
final class ChangeRefusals {

    private ChangeRefusals() {}

    /** There is no such booking any more; the reason is how it ended. */
    static Outcome ended(Booking booking) {
        return Outcome.of(Outcome.Status.NOT_FOUND, booking.state().name().toLowerCase(Locale.ROOT));
    }

    /** The host has spoken, or there is nothing to say any more, or there never was: the reason is what the booking is by now. */
    static Outcome alreadyDecided(Booking booking) {
        return Outcome.ended(
                Outcome.Status.ALREADY_DECIDED,
                booking.id(),
                booking.state().status().code());
    }

    static Outcome notAllowed(Booking booking, String reason) {
        return Outcome.ended(Outcome.Status.NOT_ALLOWED, booking.id(), reason);
    }

    /** The appointment has begun, or begins before its service's notice is over. */
    static Optional<Outcome> tooLate(Booking booking, Instant now, Duration notice, String reason) {
        Instant start = booking.slot().start();
        if (!start.isAfter(now)) {
            return Optional.of(notAllowed(booking, "past"));
        }
        return start.isBefore(now.plus(notice)) ? Optional.of(notAllowed(booking, reason)) : Optional.empty();
    }
}
