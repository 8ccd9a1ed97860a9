package dev.meridian.gateway.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a wish did not come true; nothing was changed. The same for all wishes. */
public sealed interface Refusal extends BookingAnswer, ChangeAnswer, HoldAnswer, ReleaseAnswer {

    /** Somebody else has the time. */
    record SlotTaken(List<Slot> alternatives) implements Refusal {
        public SlotTaken {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The rules of the service say no. */
    record NotAllowed(@Nullable String reason, List<Slot> alternatives) implements Refusal {
        public NotAllowed {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** There is no such booking, or it has ended. */
    record NotFound() implements Refusal {}

    /** The booking does not wait for the host's word, or does not any more. */
    record AlreadyDecided() implements Refusal {}

    /** The wish itself is wrong. */
    record Invalid(String field, String expected) implements Refusal {}

    /** The hold is over, or somebody else's. */
    record HoldGone() implements Refusal {}

    /** Whoever asks keeps too many slots already. */
    record TooManyHolds() implements Refusal {}

    /** The key was used before, for another wish. */
    record KeyReused() implements Refusal {}

    /** Decided too late, without effect. */
    record Expired() implements Refusal {}

    /** Refused at once, nothing was sent. */
    record Overloaded() implements Refusal {}
}
