package dev.meridian.bookings.staffing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.meridian.bookings.catalogue.Host;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.Occupancy;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Who of several people gets an appointment: one rule for those who offer times and for those who book them. What it hangs on
 * is read in one query, and holds as long as what was read does: whoever decides asks after the people are locked.
 */
public final class StaffChoice {

    /** Wherever in its week a start lies, that week is within this of it. */
    private static final Duration WEEK = Duration.ofDays(8);

    private final Loads loads;
    private final Occupancies occupancies;

    public StaffChoice(Loads loads, Occupancies occupancies) {
        this.loads = loads;
        this.occupancies = occupancies;
    }

    /** The order of these people for an appointment of a service that starts within a time. */
    public Mono<StaffOrder> among(Collection<Host> hosts, Service service, TimeRange starts) {
        List<String> staff = hosts.stream().map(host -> host.staff().id()).toList();
        if (staff.size() < 2) {
            return Mono.just(new StaffOrder(service.assignment(), hosts, Map.of(), Map.of()));
        }
        return switch (service.assignment()) {
            case LEAST_RECENT, WEIGHT ->
                loads.of(service.id(), staff)
                        .collectMap(Load::staff)
                        .map(given -> new StaffOrder(service.assignment(), hosts, given, Map.of()));
            case AVAILABILITY ->
                occupancies
                        .live(staff, starts.start().minus(WEEK), starts.end().plus(WEEK))
                        .collect(groupingBy(Occupancy::resourceId, mapping(Occupancy::slot, toList())))
                        .map(taken -> new StaffOrder(service.assignment(), hosts, Map.of(), taken));
        };
    }
}
