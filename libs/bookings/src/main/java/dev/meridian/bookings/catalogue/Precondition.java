package dev.meridian.bookings.catalogue;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to be true of the stored entry for an edit to be made. */
public sealed interface Precondition {

    /** Nothing: the last writer wins. */
    record None() implements Precondition {}

    /** There is an entry, in whatever version. */
    record Present() implements Precondition {}

    /** There is none. */
    record Absent() implements Precondition {}

    /** There is an entry in one of these versions. */
    record VersionIn(Set<Integer> versions) implements Precondition {
        public VersionIn {
            versions = Set.copyOf(versions);
        }
    }

    /** Whether it holds for the version that is stored; null: none is. */
    default boolean holds(@Nullable Integer stored) {
        return switch (this) {
            case None none -> true;
            case Present present -> stored != null;
            case Absent absent -> stored == null;
            case VersionIn in -> stored != null && in.versions().contains(stored);
        };
    }
}
