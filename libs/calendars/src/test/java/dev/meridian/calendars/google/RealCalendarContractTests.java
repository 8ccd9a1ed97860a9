package dev.meridian.calendars.google;

import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarConnectorContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract on a real calendar; runs only with {@code -Pgoogle} and the variables below. */
@Tag("google")
class RealCalendarContractTests extends CalendarConnectorContract {

    private static @Nullable CalendarConnector connector;

    @BeforeAll
    static void connect() {
        var settings = new GoogleSettings(
                URI.create("https://www.googleapis.com/"),
                Objects.requireNonNullElse(
                        System.getenv("MERIDIAN_GOOGLE_CREDENTIALS"),
                        Objects.requireNonNullElse(System.getenv("GOOGLE_APPLICATION_CREDENTIALS"), "")),
                System.getenv("MERIDIAN_GOOGLE_IMPERSONATE"),
                null,
                Objects.requireNonNullElse(System.getenv("MERIDIAN_GOOGLE_CALENDAR_ID"), "primary"),
                false,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                List.of());
        connector = GoogleCalendar.checked(settings, Clock.systemUTC().instant());
    }

    @Override
    protected CalendarConnector connector() {
        return Objects.requireNonNull(connector);
    }

    @Override
    protected Instant now() {
        return Clock.systemUTC().instant();
    }

    @Override
    protected URI address() {
        return URI.create(Objects.requireNonNullElse(System.getenv("MERIDIAN_PUBLIC_URL"), "https://example.com/"));
    }
}
