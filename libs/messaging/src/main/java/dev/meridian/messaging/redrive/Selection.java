package dev.meridian.messaging.redrive;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; what is absent or empty selects all.
 *
 * @param reasons as in the header {@code dead-letter-reason}
 * @param since put among the dead letters at this instant or later
 * @param until put among the dead letters before this instant
 * @param key key of the record
 * @param partition partition of the topic it came from
 * @param offsets offsets it had there
 */
record Selection(
        Set<String> reasons,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String key,
        @Nullable Integer partition,
        @Nullable OffsetRange offsets) {

    boolean contains(DeadLetter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && (since == null || !letter.since().isBefore(since))
                && (until == null || letter.since().isBefore(until))
                && (key == null || key.equals(letter.key()))
                && (partition == null || partition == letter.sourcePartition())
                && (offsets == null || offsets.contains(letter.sourceOffset()));
    }

    /** Offsets, both inclusive. */
    record OffsetRange(long from, long to) {

        boolean contains(long offset) {
            return from <= offset && offset <= to;
        }
    }
}
