package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants an entry to be, as far as it can be judged without looking at the other entries.
 *
 * @param entry what was read, in whatever version; null if something is wrong with it
 * @param faults all that is wrong
 * @param references the other entries it names, which may not exist
 */
public record CatalogueDraft(
        CatalogueKind kind, String id, @Nullable CatalogueEntry entry, List<Fault> faults, List<Reference> references) {

    public CatalogueDraft {
        faults = List.copyOf(faults);
        references = List.copyOf(references);
    }

    /** Another entry by its id, and the field that names it. */
    public record Reference(String field, CatalogueKind kind, String id) {}
}
