package dev.meridian.bookings.catalogue;

import dev.meridian.bookings.catalogue.CatalogueDraft.Reference;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Fault;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads what somebody wants an entry to be: documents in the shape of the public API, strictly, whatever is wrong with them at
 * once. Fields that are absent have the values an installation starts with, or none.
 */
public final class CatalogueDocuments {

    private final ZoneId businessZone;

    /**
     * @param businessZone the zone of those who name none
     */
    public CatalogueDocuments(ZoneId businessZone) {
        this.businessZone = businessZone;
    }

    /**
     * Reads a document.
     *
     * @param id what the entry is to be called; the document may repeat it
     * @param document a JSON object; its version is passed over
     */
    public CatalogueDraft read(CatalogueKind kind, String id, JsonNode document) {
        List<Fault> faults = new ArrayList<>();
        DocumentFields fields = new DocumentFields(document, "", faults);
        fields.ignore("version");
        DocumentValue repeated = fields.optional("id");
        repeated.text().filter(given -> !given.equals(id)).ifPresent(given -> repeated.wrong(id + ", as in the path"));
        List<Reference> references = new ArrayList<>();
        Optional<CatalogueEntry> entry = switch (kind) {
            case SERVICE -> ServiceDocument.read(id, fields, references);
            case STAFF -> StaffDocument.read(id, fields, businessZone, references);
            case SCHEDULE -> ScheduleDocument.read(id, fields, businessZone);
        };
        return new CatalogueDraft(kind, id, entry.orElse(null), faults, references);
    }
}
