package dev.meridian.bookings.occupancy;

import dev.meridian.scheduling.catalogue.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an appointment takes, by the ids that occupancies have. No two of these kinds have an id in common. */
public final class ResourceIds {

    private static final String ROOM_PREFIX = "resource:";
    private static final String SERVICE_PREFIX = "service:";

    private ResourceIds() {}

    /**
     * The person, or all of the staff if the service needs everybody at once, by their staff ids; and the service's rooms and
     * equipment.
     */
    public static List<String> of(String staffId, Service service) {
        Set<String> resources = new LinkedHashSet<>();
        resources.add(staffId);
        if (service.collective()) {
            resources.addAll(service.staff());
        }
        service.resources().forEach(resource -> resources.add(ROOM_PREFIX + resource));
        return List.copyOf(resources);
    }

    /**
     * What has to be locked to take an appointment: its resources and, where the service may be booked only so often, the service
     * itself, so that nobody counts beside us. Nothing is ever taken of a service.
     */
    public static List<String> toLock(String staffId, Service service) {
        List<String> locks = new ArrayList<>(of(staffId, service));
        if (service.maxPerDay() != null || service.maxPerWeek() != null) {
            locks.add(SERVICE_PREFIX + service.id());
        }
        return locks;
    }
}
