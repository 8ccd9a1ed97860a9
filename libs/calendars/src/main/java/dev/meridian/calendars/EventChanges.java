package dev.meridian.calendars;

import java.util.List;

/**
 * A step of synchronisation.
 *
 * @param events the changed events, cancelled ones included; of a complete step all events
 * @param syncToken to be handed in next time
 * @param complete whether no token was given, so that whatever is not in {@code events} is not in the calendar
 */
public record EventChanges(List<CalendarEvent> events, String syncToken, boolean complete) {

    public EventChanges {
        events = List.copyOf(events);
    }
}
