package dev.meridian.calendars;

import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The days of which busy times are told to others and kept: days in UTC, so that there is one range for all of a day, and as many
 * as one request to a provider may ask for. It starts a day back, since what is free from now on may hang on what was busy
 * before.
 */
public final class BusyDays {

    private static final Duration BACK = Duration.ofDays(1);
    private static final Duration LENGTH = Duration.ofDays(60);

    /** The range at a moment. */
    public static TimeRange around(Instant now) {
        return TimeRange.of(now.truncatedTo(ChronoUnit.DAYS).minus(BACK), LENGTH);
    }

    private BusyDays() {}
}
