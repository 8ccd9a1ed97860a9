package dev.meridian.scheduling.catalogue;

/** Who gets a booking when several people could take it. */
public enum Assignment {
    /** Whoever was booked longest ago, for whatever service and whatever became of it; who never was is first. */
    LEAST_RECENT,
    /**
     * In proportion to the weights of the staff, as far as they have, or had, the service's bookings of the last 30 days. Who has
     * weight 0 is asked when nobody else can.
     */
    WEIGHT,
    /** Whoever has the most working time left on the host's date of the appointment; of equals, in the week it is in. */
    AVAILABILITY
}
