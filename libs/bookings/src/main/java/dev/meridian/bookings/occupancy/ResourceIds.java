package dev.meridian.bookings.occupancy;

import dev.meridian.scheduling.catalogue.Service;
import java.util.ArrayList;
import java.util.List;

/** What an appointment takes, by the ids that occupancies have. */
public final class ResourceIds {

    private static final String ROOM_PREFIX = "resource:";

    private ResourceIds() {}

    /** The person, whose resource id is the staff id itself, and the service's rooms and equipment, which are kept apart from it. */
    public static List<String> of(String staffId, Service service) {
        List<String> resources = new ArrayList<>();
        resources.add(staffId);
        service.resources().forEach(resource -> resources.add(ROOM_PREFIX + resource));
        return resources;
    }
}
