package dev.meridian.booking.simulation;

/** A rule of the write path that is broken on purpose, to see that the simulation notices. */
enum Flaw {
    NONE(Offer.ALONE, 1),
    /** An undo only deletes, and takes "not there" for "gone". */
    UNDO_ONLY_DELETES(Offer.ALONE, 517),
    /** A step is written whatever became of the booking in the meantime. */
    BLIND_WRITES(Offer.ALONE, 8),
    /** Who began to write may still run out of time. */
    WRITING_EXPIRES(Offer.ALONE, 8),
    /** Nobody looks for strangers' events after writing. */
    LOOKS_AWAY(Offer.ALONE, 4),
    /** The slot is given away when the undo begins, and not when it is done. */
    FREES_TOO_EARLY(Offer.ALONE, 1),
    /** A move gives the old time back when it begins, and not when the event is at the new one. */
    MOVE_FREES_AT_ONCE(Offer.ALONE, 61),
    /** Who sells a seat counts one more than there are. */
    SELLS_A_SEAT_TOO_MANY(Offer.TOGETHER, 523),
    /** Who gives up a seat removes the event, whoever else has one. */
    LAST_OR_NOT(Offer.TOGETHER, 7),
    /** The event that the last one leaves is removed, and whoever comes next is to share it. */
    GENERATION_STAYS_OPEN(Offer.TOGETHER, 3),
    /** What needs the host's word is written without it. */
    HOST_IS_NOT_ASKED(Offer.TOGETHER, 7);

    /** What has to be on offer for it to be looked for. */
    final Offer offer;

    /** Where the search begins: not far before a seed that noticed it, as long as nothing else has changed. */
    final long firstSeed;

    Flaw(Offer offer, long firstSeed) {
        this.offer = offer;
        this.firstSeed = firstSeed;
    }
}
