package dev.meridian.scheduling.slot;

/** Why a start can not be booked even if everybody is free. */
public enum Reason {
    /** The service does not come in that length. */
    DURATION,
    /** It has begun already. */
    PAST,
    /** Too soon from now. */
    NOTICE,
    /** Before the first date on which the service can be booked. */
    BEFORE_WINDOW,
    /** Later than the booking window reaches. */
    BEYOND_WINDOW,
    /** Not wholly inside working hours. */
    CLOSED,
    /** Between two starts of the service. */
    OFF_GRID,
    /** The service is booked as often as it may be on that day. */
    DAY_FULL,
    /** The service is booked as often as it may be in that week. */
    WEEK_FULL
}
