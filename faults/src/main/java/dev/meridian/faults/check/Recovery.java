package dev.meridian.faults.check;

import dev.meridian.faults.check.Evidence.Transition;
import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.process.Child.Death;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How long it takes until things go on after a process died. */
public final class Recovery {

    private static final Set<String> OPEN = Set.of("HELD", "WRITING", "MOVING", "UNDOING");

    private Recovery() {}

    /** For each booking that was taken over after a worker's death: from the death to the booking's end. */
    public static List<Duration> sagas(List<Transition> transitions, List<Death> workers) {
        Map<UUID, List<Transition>> ways = transitions.stream().collect(Collectors.groupingBy(Transition::bookingId));
        List<Duration> found = new ArrayList<>();
        for (List<Transition> way : ways.values()) {
            for (int n = 1; n < way.size(); n++) {
                Transition step = way.get(n);
                Instant before = way.get(n - 1).at();
                // A move, or a host's word, raises the epoch as well, of what nobody was at.
                boolean takenOver = !Objects.equals(step.epochBefore(), step.epoch())
                        && step.from() != null
                        && OPEN.contains(step.from());
                if (takenOver && OPEN.contains(step.to())) {
                    Instant end = end(way, n);
                    workers.stream()
                            .map(Death::at)
                            .filter(death -> !death.isBefore(before) && death.isBefore(step.at()))
                            .reduce((first, last) -> first)
                            .filter(death -> end.isAfter(death))
                            .ifPresent(death -> found.add(Duration.between(death, end)));
                    break;
                }
            }
        }
        return found;
    }

    private static Instant end(List<Transition> way, int from) {
        return way.stream()
                .skip(from)
                .filter(step -> !OPEN.contains(step.to()))
                .findFirst()
                .map(Transition::at)
                .orElse(Instant.MIN);
    }

    /** For each death of any process: until the next caller who asked after it was told that it is booked. */
    public static List<Duration> nextSuccess(List<Told> told, List<Death> deaths) {
        return deaths.stream()
                .flatMap(death -> told.stream()
                        .filter(one -> one.said() == Said.BOOKED && one.sentAt().isAfter(death.at()))
                        .map(Told::at)
                        .min(Instant::compareTo)
                        .map(at -> Duration.between(death.at(), at))
                        .stream())
                .toList();
    }
}
