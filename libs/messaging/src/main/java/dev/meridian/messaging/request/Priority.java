package dev.meridian.messaging.request;

/** Which requests are refused first when too many wait. */
public enum Priority {
    /** Refused only when there is no room at all. */
    BOOKING,
    /** Refused early: asking again costs nothing. */
    AVAILABILITY
}
