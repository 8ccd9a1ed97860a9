package dev.meridian.calendars.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places events that overlap beside one another. */
final class Lanes {

    private final List<StoredEvent> events;
    private final Map<String, Integer> lane = new HashMap<>();
    private final Map<String, Integer> lanes = new HashMap<>();

    /** @param events ordered by start */
    Lanes(List<StoredEvent> events) {
        this.events = events;
        var group = new ArrayList<StoredEvent>();
        var ends = new ArrayList<Instant>();
        for (var event : events) {
            if (ends.stream().noneMatch(end -> end.isAfter(event.times().start()))) {
                close(group, ends);
            }
            int free = 0;
            while (free < ends.size() && ends.get(free).isAfter(event.times().start())) {
                free++;
            }
            if (free == ends.size()) {
                ends.add(event.times().end());
            } else {
                ends.set(free, event.times().end());
            }
            lane.put(event.id(), free);
            group.add(event);
        }
        close(group, ends);
    }

    List<StoredEvent> events() {
        return events;
    }

    /** Percent from the left. */
    int left(StoredEvent event) {
        return 100 * lane.getOrDefault(event.id(), 0) / lanes.getOrDefault(event.id(), 1);
    }

    /** Percent of the column's width. */
    int width(StoredEvent event) {
        return 100 / lanes.getOrDefault(event.id(), 1);
    }

    private void close(List<StoredEvent> group, List<Instant> ends) {
        group.forEach(event -> lanes.put(event.id(), ends.size()));
        group.clear();
        ends.clear();
    }
}
