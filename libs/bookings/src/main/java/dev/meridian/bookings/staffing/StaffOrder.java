package dev.meridian.bookings.staffing;

import dev.meridian.bookings.catalogue.Host;
import dev.meridian.scheduling.assignment.Candidate;
import dev.meridian.scheduling.assignment.FreeTime;
import dev.meridian.scheduling.assignment.Turns;
import dev.meridian.scheduling.catalogue.Assignment;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which order people are asked for an appointment, as things stood when this was read. For one thread. */
public final class StaffOrder {

    private final Assignment assignment;
    private final List<Host> hosts;
    private final Map<String, Load> loads;
    private final Map<String, List<TimeRange>> taken;
    private final Map<List<LocalDate>, List<String>> orders = new HashMap<>();

    StaffOrder(
            Assignment assignment,
            Collection<Host> hosts,
            Map<String, Load> loads,
            Map<String, List<TimeRange>> taken) {
        this.assignment = assignment;
        this.hosts = List.copyOf(hosts);
        this.loads = Map.copyOf(loads);
        this.taken = Map.copyOf(taken);
    }

    /** The ids of all, whose turn it is first, for an appointment that starts then. */
    public List<String> at(Instant start) {
        return orders.computeIfAbsent(dates(start), dates -> order(start));
    }

    /** Whose turn it is among some of them. */
    public Optional<String> first(Instant start, Collection<String> some) {
        return at(start).stream().filter(some::contains).findFirst();
    }

    // What the order hangs on, beside what was read: only free time is another on another date.
    private List<LocalDate> dates(Instant start) {
        return assignment == Assignment.AVAILABILITY
                ? hosts.stream().map(host -> date(start, host)).toList()
                : List.of();
    }

    private List<String> order(Instant start) {
        return Turns.inOrder(
                assignment, hosts.stream().map(host -> candidate(host, start)).toList());
    }

    private Candidate candidate(Host host, Instant start) {
        String staff = host.staff().id();
        Load load = loads.getOrDefault(staff, new Load(staff, null, 0));
        FreeTime free = assignment == Assignment.AVAILABILITY
                ? FreeTime.around(date(start, host), host.schedule(), taken.getOrDefault(staff, List.of()))
                : FreeTime.NONE;
        return new Candidate(staff, host.staff().weight(), load.lastBooked(), load.bookings(), free);
    }

    private static LocalDate date(Instant start, Host host) {
        return LocalDate.ofInstant(start, host.schedule().zone());
    }
}
