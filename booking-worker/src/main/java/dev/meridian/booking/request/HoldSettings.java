package dev.meridian.booking.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How slots are kept for callers who are still deciding.
 *
 * @param length how long a slot is kept; it can not be extended
 * @param perCaller how many slots one conversation, or a source outside of any, may keep at once
 */
@ConfigurationProperties("meridian.holds")
record HoldSettings(
        @DefaultValue("5m") Duration length,
        @DefaultValue("5") int perCaller) {

    HoldSettings {
        if (!length.isPositive()) {
            throw new IllegalArgumentException("meridian.holds.length: " + length + " (expected: > 0)");
        }
        if (perCaller < 0) {
            throw new IllegalArgumentException("meridian.holds.per-caller: " + perCaller + " (expected: >= 0)");
        }
    }
}
