package dev.meridian.gateway.request;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the gateway holds a request open.
 *
 * @param checkDeadline for questions for free times
 * @param saveDeadline for bookings; what is not decided by then is answered as pending
 */
@Validated
@ConfigurationProperties("meridian")
public record RequestSettings(
        @NotNull @DefaultValue("2s") Duration checkDeadline,
        @NotNull @DefaultValue("3s") Duration saveDeadline) {

    public RequestSettings {
        requirePositive("meridian.check-deadline", checkDeadline);
        requirePositive("meridian.save-deadline", saveDeadline);
    }

    private static void requirePositive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: > 0)");
        }
    }
}
