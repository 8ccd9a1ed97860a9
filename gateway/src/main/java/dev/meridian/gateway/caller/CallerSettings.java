package dev.meridian.gateway.caller;

import jakarta.validation.constraints.NotBlank;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the business and its callers are.
 *
 * @param businessZone the zone the business runs and keeps its calendar in
 * @param defaultCallerZone the caller's zone when neither the caller nor the number tells
 * @param businessName the name an agent answers the telephone with
 */
@Validated
@ConfigurationProperties("meridian")
public record CallerSettings(
        @DefaultValue("Asia/Kolkata") ZoneId businessZone,
        @DefaultValue("America/New_York") ZoneId defaultCallerZone,
        @DefaultValue("Meridian") @NotBlank String businessName) {}
