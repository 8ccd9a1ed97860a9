package dev.meridian.booking.janitor;

import dev.meridian.calendars.google.GoogleSettings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the outside world reaches the gateway.
 *
 * @param publicUrl its URL, https unless it is on this machine; null or empty: calendars are only polled
 */
@ConfigurationProperties("meridian")
record PublicAddress(@Nullable URI publicUrl) {

    private static final String NOTIFICATIONS = "google/notifications";

    PublicAddress {
        if (publicUrl != null && publicUrl.toString().isBlank()) {
            publicUrl = null;
        }
        if (publicUrl != null && !reachable(publicUrl)) {
            throw new IllegalArgumentException("MERIDIAN_PUBLIC_URL: " + publicUrl
                    + " (expected: an https URL such as https://bookings.example.com/; http only on this machine)");
        }
    }

    /** Where a calendar's provider sends its messages to. */
    Optional<URI> notifications() {
        return Optional.ofNullable(publicUrl)
                .map(URI::toString)
                .map(url -> URI.create((url.endsWith("/") ? url : url + "/") + NOTIFICATIONS));
    }

    private static boolean reachable(URI url) {
        return url.getHost() != null
                && ("https".equals(url.getScheme())
                        || ("http".equals(url.getScheme()) && GoogleSettings.isLoopback(url)));
    }
}
