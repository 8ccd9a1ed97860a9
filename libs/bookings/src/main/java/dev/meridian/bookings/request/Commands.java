package dev.meridian.bookings.request;

/** What can be asked, by the simple name of the record that asks it. */
public final class Commands {

    public static final String REQUEST_BOOKING = "RequestBooking";
    public static final String RESCHEDULE_BOOKING = "RescheduleBooking";
    public static final String CANCEL_BOOKING = "CancelBooking";
    public static final String DECIDE_BOOKING = "DecideBooking";
    public static final String HOLD_SLOT = "HoldSlot";
    public static final String RELEASE_HOLD = "ReleaseHold";

    private Commands() {}
}
