package dev.meridian.booking.request;

import dev.meridian.bookings.request.Outcome;
import org.jspecify.annotations.Nullable;

/** A request to keep a slot, as it was understood. */
sealed interface HoldReading {

    Asked asked();

    /**
     * It makes sense.
     *
     * @param conversationId the call or chat the slot is kept for; null: the source as a whole
     */
    record Clear(Asked asked, SlotWish wish, @Nullable String conversationId) implements HoldReading {}

    /** It can not be meant; the refusal names all that is wrong. */
    record Unclear(Asked asked, Outcome refusal) implements HoldReading {}
}
