package dev.meridian.booking.simulation;

/** A rule of the write path that is broken on purpose, to see that the simulation notices. */
enum Flaw {
    NONE,
    /** An undo only deletes, and takes "not there" for "gone". */
    UNDO_ONLY_DELETES,
    /** A step is written whatever became of the booking in the meantime. */
    BLIND_WRITES,
    /** Who began to write may still run out of time. */
    WRITING_EXPIRES,
    /** Nobody looks for strangers' events after writing. */
    LOOKS_AWAY,
    /** The slot is given away when the undo begins, and not when it is done. */
    FREES_TOO_EARLY
}
