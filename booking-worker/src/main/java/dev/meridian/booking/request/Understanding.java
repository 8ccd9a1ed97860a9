package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;
import java.util.UUID;

/**
 * A request about a booking as it was understood.
 *
 * @param <W> what is wished of the booking
 */
sealed interface Understanding<W> {

    Asked asked();

    /** The booking it is about, there or not. */
    UUID bookingId();

    /** It makes sense. */
    record Clear<W>(Asked asked, UUID bookingId, W wish) implements Understanding<W> {}

    /** It can not be meant; the refusal names all that is wrong. */
    record Unclear<W>(Asked asked, UUID bookingId, Outcome refusal) implements Understanding<W> {}
}
