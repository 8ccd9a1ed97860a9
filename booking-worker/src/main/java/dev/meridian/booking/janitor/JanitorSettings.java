package dev.meridian.booking.janitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calendars and book are kept together.
 *
 * @param sync how often each calendar is read; it is read within a second when somebody asks for it
 * @param lease how long an instance has a calendar, or the audit, to itself without a sign of life
 * @param concurrency most calendars that are read at once
 * @param grace how long an event of ours stands before it is judged to be left behind, or its booking to be lost
 * @param followHost whether a booking follows when its event is moved or removed in the calendar; otherwise that is only told
 * @param audit how often the invariants are looked through; the first time soon after the start
 */
@ConfigurationProperties("meridian.janitor")
record JanitorSettings(
        @DefaultValue("1m") Duration sync,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("4") int concurrency,
        @DefaultValue("15m") Duration grace,
        @DefaultValue("true") boolean followHost,
        @DefaultValue("1h") Duration audit) {

    JanitorSettings {
        requirePositive("sync", sync);
        requirePositive("lease", lease);
        requirePositive("audit", audit);
        if (concurrency < 1) {
            throw new IllegalArgumentException("meridian.janitor.concurrency: " + concurrency + " (expected: >= 1)");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("meridian.janitor.grace: " + grace + " (expected: >= 0)");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("meridian.janitor." + name + ": " + value + " (expected: > 0)");
        }
    }
}
