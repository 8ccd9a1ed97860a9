package dev.meridian.bookings.catalogue;

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

    /** Staff together with their schedules, in order of staff id; whoever is unknown or has no schedule is left out. */
    Flux<Host> hosts(Collection<String> staffIds);
}
