package dev.meridian.calendars;

import dev.meridian.scheduling.time.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of some fields of an event. What is null stays as it is, whoever wrote it; private properties are merged into
 * those the event has.
 *
 * @param summary the new title
 * @param description the new text
 * @param time the new time; then {@code zone} is needed as well
 * @param zone the zone the new time is written in
 * @param attendees all who are invited from now on; null leaves them as they are
 * @param privateProperties marks to add or replace
 * @param mail whether the provider may mail the attendees, where the connector is set to invite
 */
public record EventPatch(
        @Nullable String summary,
        @Nullable String description,
        @Nullable TimeRange time,
        @Nullable ZoneId zone,
        @Nullable List<Attendee> attendees,
        Map<String, String> privateProperties,
        boolean mail) {

    public EventPatch {
        if ((time == null) != (zone == null)) {
            throw new IllegalArgumentException("time and zone: " + time + ", " + zone + " (expected: both or neither)");
        }
        attendees = attendees == null ? null : List.copyOf(attendees);
        privateProperties = Map.copyOf(privateProperties);
    }

    /** Tells something else, to these people and to nobody beside them, and mails none of them. */
    public static EventPatch rewrite(String summary, String description, List<Attendee> attendees) {
        return new EventPatch(summary, description, null, null, attendees, Map.of(), false);
    }

    /** Moves the event, marks it and, where attendees are invited, tells them. */
    public static EventPatch move(TimeRange time, ZoneId zone, Map<String, String> privateProperties) {
        return new EventPatch(null, null, time, zone, null, privateProperties, true);
    }

    /** Marks the event, and leaves the rest as it is. */
    public static EventPatch marks(Map<String, String> privateProperties) {
        return new EventPatch(null, null, null, null, null, privateProperties, true);
    }

    /** The same change with another text. */
    public EventPatch describedAs(String newDescription) {
        return new EventPatch(summary, newDescription, time, zone, attendees, privateProperties, mail);
    }

    /** The same change, for these people and nobody else. */
    public EventPatch inviting(List<Attendee> invited) {
        return new EventPatch(summary, description, time, zone, invited, privateProperties, mail);
    }

    /** The same change without mail, for a second attempt. */
    public EventPatch quietly() {
        return new EventPatch(summary, description, time, zone, attendees, privateProperties, false);
    }
}
