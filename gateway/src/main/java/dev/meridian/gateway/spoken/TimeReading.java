package dev.meridian.gateway.spoken;

import java.time.LocalTime;
import java.util.List;

/** What a time in words or digits means. */
public sealed interface TimeReading {

    /** One time of the day. */
    record At(LocalTime time) implements TimeReading {}

    /** Before or after noon was not said. */
    record Several(List<LocalTime> times) implements TimeReading {
        public Several {
            times = List.copyOf(times);
        }
    }

    /** Midnight, of which nobody knows whether the day begins or ends with it. */
    record Midnight() implements TimeReading {}

    /** No time but a stretch of the day; more than one where before or after noon was not said. */
    record Within(List<Hours> readings) implements TimeReading {
        public Within {
            readings = List.copyOf(readings);
        }
    }

    /** No time. */
    record Unreadable() implements TimeReading {}
}
