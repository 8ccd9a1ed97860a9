package dev.meridian.availability;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How questions are worked on.
 *
 * @param maxRunning how many questions are worked on at once; further ones are dropped, whoever asked asks again
 */
@Validated
@ConfigurationProperties("meridian.availability")
record AvailabilitySettings(
        @Min(1) @Max(10_000) @DefaultValue("200") int maxRunning) {}
