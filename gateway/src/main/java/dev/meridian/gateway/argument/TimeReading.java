package dev.meridian.gateway.argument;

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

    /** No time. */
    record Unreadable() implements TimeReading {}
}
