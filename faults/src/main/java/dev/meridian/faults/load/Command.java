package dev.meridian.faults.load;

/** What a caller can ask for. */
public enum Command {
    BOOK,
    HOLD,
    MOVE,
    CANCEL
}
