package dev.meridian.scheduling.zone;

import java.time.ZoneId;
import java.util.List;

/** What a spoken zone may mean. */
public sealed interface ZoneMatch {
    /** One zone, under its canonical IANA id. */
    record Known(ZoneId zone) implements ZoneMatch {}

    /** Several zones go by that name; somebody has to choose. */
    record Ambiguous(List<ZoneId> choices) implements ZoneMatch {
        public Ambiguous {
            choices = List.copyOf(choices);
        }
    }

    /** No zone goes by that name; {@code nearest} holds up to three that sound like it, best first. */
    record Unknown(List<ZoneId> nearest) implements ZoneMatch {
        public Unknown {
            nearest = List.copyOf(nearest);
        }
    }
}
