package dev.meridian.calendars.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Faults waiting to strike, in the order they were added; each request is struck by at most one. */
public final class FaultPort {

    private final List<Fault> waiting = new ArrayList<>();

    FaultPort() {}

    public synchronized void add(Fault fault) {
        waiting.add(fault);
    }

    public synchronized void clear() {
        waiting.clear();
    }

    /** Those that have not struck as often as they should. */
    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    Optional<Fault> take(Operation operation) {
        return takeFirst(fault -> fault.strikes(operation));
    }

    Optional<Fault> takeFreeBusyError(String calendar) {
        return takeFirst(fault -> fault.kind() == Fault.Kind.FREE_BUSY_ERROR && calendar.equals(fault.calendar()));
    }

    private synchronized Optional<Fault> takeFirst(Predicate<Fault> wanted) {
        for (int i = 0; i < waiting.size(); i++) {
            var fault = waiting.get(i);
            if (wanted.test(fault)) {
                if (fault.count() == 1) {
                    waiting.remove(i);
                } else if (fault.count() < Integer.MAX_VALUE) {
                    waiting.set(i, fault.times(fault.count() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
