package dev.meridian.calendars.google;

import dev.meridian.calendars.NewEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Events for tests: an appointment at 22:30 in India, 9:00 in Los Angeles. */
final class TestEvents {

    static final Instant START = Instant.parse("2026-11-23T17:00:00Z");
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private TestEvents() {}

    static NewEvent event(String id) {
        return event(id, List.of(), false);
    }

    static NewEvent event(String id, List<String> attendees, boolean mail) {
        return new NewEvent(
                id,
                "Standard appointment – Test",
                "text",
                START,
                START.plus(Duration.ofHours(1)),
                INDIA,
                false,
                Map.of("bookingId", "b1"),
                attendees,
                mail);
    }
}
