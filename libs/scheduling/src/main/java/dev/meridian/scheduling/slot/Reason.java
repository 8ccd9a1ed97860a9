package dev.meridian.scheduling.slot;

/** Why a start can not be booked whatever the calendars say. */
public enum Reason {
    /** The service does not come in that length. */
    DURATION,
    /** It has begun already. */
    PAST,
    /** Too soon from now. */
    NOTICE,
    /** Later than the booking window reaches. */
    BEYOND_WINDOW,
    /** Not wholly inside working hours. */
    CLOSED,
    /** Between two starts of the service. */
    OFF_GRID
}
