package dev.meridian.scheduling.catalogue;

/** Who gets a booking when several people could take it. */
public enum Assignment {
    /** Whoever was booked longest ago. */
    LEAST_RECENT,
    /** In proportion to the weights of the staff. */
    WEIGHT,
    /** Whoever has the most free time. */
    AVAILABILITY
}
