package dev.meridian.scheduling.slot;

import java.time.Instant;

/** Instants as epoch seconds, rounded to the careful side. */
final class Seconds {
    private Seconds() {}

    static long floor(Instant instant) {
        return instant.getEpochSecond();
    }

    static long ceil(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }
}
