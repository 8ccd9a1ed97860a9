package dev.meridian.bookings.catalogue;

import dev.meridian.scheduling.catalogue.CatalogueEntry;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.catalogue.Staff;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Services, staff and schedules at their current version; read anew for each request. Lists are in order of id. */
public interface Catalogue {

    /** The service, or empty. */
    Mono<Service> service(String id);

    Flux<Service> services();

    /** The staff member, or empty. */
    Mono<Staff> staff(String id);

    Flux<Staff> staff();

    /** The schedule, or empty. */
    Mono<Schedule> schedule(String id);

    Flux<Schedule> schedules();

    /** The entry, or empty. */
    default Mono<CatalogueEntry> entry(CatalogueKind kind, String id) {
        return switch (kind) {
            case SERVICE -> service(id).cast(CatalogueEntry.class);
            case STAFF -> staff(id).cast(CatalogueEntry.class);
            case SCHEDULE -> schedule(id).cast(CatalogueEntry.class);
        };
    }

    /** All entries of a kind. */
    default Flux<CatalogueEntry> entries(CatalogueKind kind) {
        return switch (kind) {
            case SERVICE -> services().cast(CatalogueEntry.class);
            case STAFF -> staff().cast(CatalogueEntry.class);
            case SCHEDULE -> schedules().cast(CatalogueEntry.class);
        };
    }

    /** Staff together with their schedules, in order of staff id; whoever is unknown or has no schedule is left out. */
    Flux<Host> hosts(Collection<String> staffIds);
}
