package dev.meridian.booking.saga;

import dev.meridian.calendars.CalendarEvent;

/** What stands under a booking's event id. */
sealed interface Written {

    /** Our event. */
    record Ours(CalendarEvent event) implements Written {}

    /** An event that was ours, or anybody's, and is deleted: the id can not be used again. */
    record Tombstone() implements Written {}

    /** An event that does not carry our mark. Never to be touched. */
    record Strangers() implements Written {}

    /** Nothing, for now: a write may still be on its way. */
    record Nothing() implements Written {}
}
