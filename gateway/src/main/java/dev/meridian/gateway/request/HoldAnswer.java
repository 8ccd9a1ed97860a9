package dev.meridian.gateway.request;

import java.time.Instant;

/** How a wish to keep a slot ended, as far as it is known at the deadline. */
public sealed interface HoldAnswer permits HoldAnswer.Held, HoldAnswer.Unknown, Refusal {

    /** Kept until then, for whoever has the token. */
    record Held(String token, Instant until) implements HoldAnswer {

        /** Without the token, which is as good as the slot. */
        @Override
        public String toString() {
            return "Held[until " + until + "]";
        }
    }

    /** Not decided by the deadline. A slot that is kept after all is given back by itself. */
    record Unknown() implements HoldAnswer {}
}
