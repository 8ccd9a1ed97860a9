package dev.meridian.bookings.catalogue;

import dev.meridian.bookings.catalogue.CatalogueDraft.Reference;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Staff;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A person as documents have them. Only the name has to be there. */
final class StaffDocument {

    private StaffDocument() {}

    /** The person; empty if something is wrong. Notes the schedule they work by. */
    static Optional<CatalogueEntry> read(
            String id, DocumentFields fields, ZoneId businessZone, List<Reference> references) {
        Staff usual = Staff.standard(businessZone);
        String name = fields.required("name").text().orElse("");
        ZoneId zone = fields.optional("zone").zone().orElse(usual.zone());
        List<CalendarUse> calendars =
                fields.list("calendars", usual.calendars(), value -> value.object(StaffDocument::calendar));
        DocumentValue schedule = fields.optional("schedule");
        String hours = schedule.text().orElse(usual.schedule());
        if (!fields.faulty("schedule")) {
            references.add(new Reference(schedule.path(), CatalogueKind.SCHEDULE, hours));
        }
        int weight = fields.optional("weight").integer().orElse(usual.weight());
        return fields.build(() -> new Staff(id, name, zone, calendars, hours, weight, 1));
    }

    private static Optional<CalendarUse> calendar(DocumentFields fields) {
        String id = fields.required("id").text().orElse("");
        boolean read = fields.optional("read").truth().orElse(true);
        boolean write = fields.optional("write").truth().orElse(true);
        return fields.build(() -> new CalendarUse(id, read, write));
    }
}
