package dev.meridian.booking.simulation;

/** A rule of the write path that is broken on purpose, to see that the simulation notices. */
enum Flaw {
    NONE(1),
    /** An undo only deletes, and takes "not there" for "gone". */
    UNDO_ONLY_DELETES(66),
    /** A step is written whatever became of the booking in the meantime. */
    BLIND_WRITES(1),
    /** Who began to write may still run out of time. */
    WRITING_EXPIRES(1),
    /** Nobody looks for strangers' events after writing. */
    LOOKS_AWAY(1),
    /** The slot is given away when the undo begins, and not when it is done. */
    FREES_TOO_EARLY(1),
    /** A move gives the old time back when it begins, and not when the event is at the new one. */
    MOVE_FREES_AT_ONCE(56);

    /** Where the search begins: not far before a seed that noticed it, as long as nothing else has changed. */
    final long firstSeed;

    Flaw(long firstSeed) {
        this.firstSeed = firstSeed;
    }
}
