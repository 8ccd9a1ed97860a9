package dev.meridian.calendars;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * An event to be written.
 *
 * @param id the caller's choice, unique in the calendar for ever: 5 to 1024 characters of {@code 0-9} and {@code a-v}, such
 *     as lower-case hexadecimal
 * @param summary the title
 * @param description plain text
 * @param start first instant
 * @param end first instant after the event
 * @param zone the zone the event is kept in; instants are written with this zone's offset and name
 * @param transparent whether the time stays free for others
 * @param privateProperties marks only this application sees; keys up to 44 characters, values up to 1024
 * @param attendees e-mail addresses of the people it is for; invited only where the connector is set to invite
 * @param mail whether the provider may mail the attendees now; false when an earlier attempt may have mailed them
 */
public record NewEvent(
        String id,
        String summary,
        String description,
        Instant start,
        Instant end,
        ZoneId zone,
        boolean transparent,
        Map<String, String> privateProperties,
        List<String> attendees,
        boolean mail) {

    public NewEvent {
        if (!id.matches("[0-9a-v]{5,1024}")) {
            throw new IllegalArgumentException("id: " + id + " (expected: 5 to 1024 of 0-9 and a-v)");
        }
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("end: " + end + " (expected: after " + start + ")");
        }
        privateProperties = Map.copyOf(privateProperties);
        attendees = List.copyOf(attendees);
    }
}
