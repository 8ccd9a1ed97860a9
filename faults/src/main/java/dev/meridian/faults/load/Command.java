package dev.meridian.faults.load;

/** What a caller can ask for, and what a host can say to it. */
public enum Command {
    BOOK,
    HOLD,
    MOVE,
    CANCEL,
    ACCEPT,
    DECLINE;

    /** Whether it is a host's word on a booking that waits for it. */
    public boolean decides() {
        return this == ACCEPT || this == DECLINE;
    }
}
