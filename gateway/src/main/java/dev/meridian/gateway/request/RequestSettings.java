package dev.meridian.gateway.request;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the gateway holds a request open.
 *
 * @param checkDeadline for questions for free times; at least 500 ms
 * @param saveDeadline for bookings; what is not decided by then is answered as pending; at least 500 ms
 */
@Validated
@ConfigurationProperties("meridian")
public record RequestSettings(
        @NotNull @DefaultValue("2s") Duration checkDeadline,
        @NotNull @DefaultValue("3s") Duration saveDeadline) {

    private static final Duration LEAST = Duration.ofMillis(500);

    public RequestSettings {
        require("meridian.check-deadline", checkDeadline);
        require("meridian.save-deadline", saveDeadline);
    }

    private static void require(String setting, Duration value) {
        if (value.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(setting + ": " + value + " (expected: >= " + LEAST + ")");
        }
    }
}
