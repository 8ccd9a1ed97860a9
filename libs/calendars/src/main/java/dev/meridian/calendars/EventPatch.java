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
 * @param privateProperties marks to add or replace
 * @param attendees e-mail addresses of all the people it is for from now on
 * @param mail whether the provider may mail the attendees, where the connector is set to invite
 */
public record EventPatch(
        @Nullable String summary,
        @Nullable String description,
        @Nullable TimeRange time,
        @Nullable ZoneId zone,
        Map<String, String> privateProperties,
        @Nullable List<String> attendees,
        boolean mail) {

    public EventPatch {
        if ((time == null) != (zone == null)) {
            throw new IllegalArgumentException("time and zone: " + time + ", " + zone + " (expected: both or neither)");
        }
        privateProperties = Map.copyOf(privateProperties);
        attendees = attendees == null ? null : List.copyOf(attendees);
    }

    /** A change that leaves the people alone. */
    public EventPatch(
            @Nullable String summary,
            @Nullable String description,
            @Nullable TimeRange time,
            @Nullable ZoneId zone,
            Map<String, String> privateProperties,
            boolean mail) {
        this(summary, description, time, zone, privateProperties, null, mail);
    }

    /** Tells something else, to these people and to nobody beside them, and mails none of them. */
    public static EventPatch rewrite(String summary, String description, List<String> attendees) {
        return new EventPatch(summary, description, null, null, Map.of(), attendees, false);
    }

    /** Moves the event, marks it and, where attendees are invited, tells them. */
    public static EventPatch move(TimeRange time, ZoneId zone, Map<String, String> privateProperties) {
        return new EventPatch(null, null, time, zone, privateProperties, true);
    }

    /** The same change with another text. */
    public EventPatch describedAs(String newDescription) {
        return new EventPatch(summary, newDescription, time, zone, privateProperties, attendees, mail);
    }

    /** The same change without mail, for a second attempt. */
    public EventPatch quietly() {
        return new EventPatch(summary, description, time, zone, privateProperties, attendees, false);
    }
}
