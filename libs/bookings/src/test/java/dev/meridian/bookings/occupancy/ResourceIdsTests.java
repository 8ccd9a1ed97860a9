package dev.meridian.bookings.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.scheduling.catalogue.Service;
import org.junit.jupiter.api.Test;

class ResourceIdsTests {

    @Test
    void aPersonAndARoomOfOneNameAreTwo() {
        assertThat(ResourceIds.of("blue", service("\"collective\": false, \"resources\": [\"blue\", \"cart\"]")))
                .containsExactly("blue", "resource:blue", "resource:cart");
    }

    @Test
    void takesAllWhereAllAreNeededEachOnce() {
        assertThat(ResourceIds.of("ben", service("\"collective\": true, \"resources\": [\"hall\"]")))
                .containsExactly("ben", "amy", "resource:hall");
    }

    @Test
    void locksTheServiceOnlyWhereItIsCounted() {
        assertThat(ResourceIds.toLock("amy", service("\"collective\": false, \"resources\": []")))
                .containsExactly("amy");
        assertThat(ResourceIds.toLock("amy", service("\"collective\": false, \"resources\": [], \"max_per_week\": 3")))
                .containsExactly("amy", "service:talk");
    }

    private static Service service(String more) {
        return CatalogueJson.read("""
                {"id": "talk", "name": "Talk", "durations_minutes": [60], "interval_minutes": 60,
                 "alignment": "WINDOW_START", "buffer_before_minutes": 0, "buffer_after_minutes": 0,
                 "min_notice_minutes": 0, "window_days": 14, "capacity": 1, "requires_confirmation": false,
                 "cancel_notice_minutes": 0, "reschedule_notice_minutes": 0, "staff": ["amy", "ben"],
                 "assignment": "LEAST_RECENT", "questions": [], "prices": [], "location": "NONE", "version": 1,""" + more + "}", Service.class);
    }
}
