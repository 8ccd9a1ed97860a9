package dev.meridian.availability;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How questions are worked on.
 *
 * @param maxRunning how many questions are worked on at once; further ones are dropped, whoever asked asks again
 * @param mirrorAge how long a calendar's answer may be used again; what is told of the calendar meanwhile replaces it. Zero:
 *     calendars are always asked
 */
@Validated
@ConfigurationProperties("meridian.availability")
record AvailabilitySettings(
        @Min(1) @Max(10_000) @DefaultValue("200") int maxRunning,
        @NotNull @DefaultValue("0s") Duration mirrorAge) {

    AvailabilitySettings {
        if (mirrorAge.isNegative()) {
            throw new IllegalArgumentException("meridian.availability.mirror-age: " + mirrorAge + " (expected: >= 0)");
        }
    }
}
