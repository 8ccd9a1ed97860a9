package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Fault;
import java.util.List;

/** What became of an edit. Unless it was stored or deleted, nothing has changed. */
public sealed interface EditDecision {

    /**
     * The entry is in force.
     *
     * @param created whether there was none before
     */
    record Stored(CatalogueEntry entry, boolean created) implements EditDecision {}

    /** The entry is gone. */
    record Deleted(CatalogueKind kind, String id) implements EditDecision {}

    /** There is no such entry. */
    record Unknown() implements EditDecision {}

    /** The entry is not as the precondition wants it. */
    record Stale() implements EditDecision {}

    /** Others need it. */
    record InUse(List<String> by) implements EditDecision {
        public InUse {
            by = List.copyOf(by);
        }
    }

    /** It can not be as it was given. */
    record Invalid(List<Fault> faults) implements EditDecision {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
