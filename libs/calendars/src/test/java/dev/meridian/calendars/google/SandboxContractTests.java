package dev.meridian.calendars.google;

import dev.meridian.calendars.CalendarConnector;
import dev.meridian.calendars.CalendarConnectorContract;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;

class SandboxContractTests extends CalendarConnectorContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
    private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.of(CLOCK, ZoneId.of("Asia/Kolkata")));
    private static final GoogleCalendar CONNECTOR =
            GoogleCalendar.connect(GoogleSettings.local(SANDBOX.rootUrl(), SANDBOX.token()));

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Override
    protected CalendarConnector connector() {
        return CONNECTOR;
    }

    @Override
    protected Instant now() {
        return CLOCK.instant();
    }

    @Override
    protected URI address() {
        // A port that nobody listens on.
        return URI.create("http://127.0.0.1:1/notifications");
    }
}
