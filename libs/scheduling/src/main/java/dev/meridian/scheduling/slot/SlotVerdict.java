package dev.meridian.scheduling.slot;

import dev.meridian.scheduling.time.TimeRange;

/** Whether the rules let a start be booked; whether it is still free is another question. */
public sealed interface SlotVerdict {
    /** The rules allow it; {@code slot} is what the booking takes. */
    record Allowed(TimeRange slot) implements SlotVerdict {}

    /** The first rule that stands against it, in the order of {@link Reason}. */
    record NotAllowed(Reason reason) implements SlotVerdict {}
}
