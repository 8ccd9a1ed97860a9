package dev.meridian.calendars.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request the sandbox took; without its body, which holds personal data.
 *
 * @param operation what it asked for
 * @param method the HTTP method as it was sent
 * @param calendarId the calendar, if it named one
 * @param eventId the event, if its path named one
 * @param query the query parameters
 * @param at when it came
 */
public record RecordedCall(
        Operation operation,
        String method,
        @Nullable String calendarId,
        @Nullable String eventId,
        Map<String, List<String>> query,
        Instant at) {

    public RecordedCall {
        query = Map.copyOf(query);
    }
}
