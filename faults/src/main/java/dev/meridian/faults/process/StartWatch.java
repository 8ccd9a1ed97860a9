package dev.meridian.faults.process;

import dev.meridian.faults.process.Services.Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kills what never gets ready after its start, as whoever runs containers does, and keeps count. */
final class StartWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Http http = new Http();
    private final Clock clock;
    private final Map<Child, Instant> readySince = new HashMap<>();
    private final List<String> hung = new ArrayList<>();

    StartWatch(Clock clock) {
        this.clock = clock;
    }

    /** Looks once at each service. */
    void look(List<Service> services) throws InterruptedException {
        for (Service service : services) {
            Child child = service.child();
            Instant startedAt = child.startedAt();
            if (!child.isAlive() || startedAt.equals(readySince.get(child))) {
                continue;
            }
            if (http.isOk(service.readiness())) {
                readySince.put(child, startedAt);
            } else if (startedAt.plus(PATIENCE).isBefore(clock.instant())) {
                note(child.name() + ", started at " + startedAt + ": see " + child.log());
                child.kill();
            }
        }
    }

    private synchronized void note(String start) {
        hung.add(start);
    }

    /** The starts that came to nothing. */
    synchronized List<String> hung() {
        return List.copyOf(hung);
    }
}
