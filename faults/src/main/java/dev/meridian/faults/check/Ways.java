package dev.meridian.faults.check;

import dev.meridian.faults.check.Evidence.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How each booking went, as the database logged it. */
final class Ways {

    static final Set<String> TERMINAL = Set.of("REFUSED", "DECLINED", "CANCELLED", "EXPIRED");

    /** A time from which on something was so, until it was not. */
    record Span(Instant from, Instant until) {

        boolean overlaps(Span other) {
            return from.isBefore(other.until) && other.from.isBefore(until);
        }

        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    private final Map<UUID, List<Transition>> ways;

    Ways(List<Transition> transitions) {
        ways = transitions.stream().collect(Collectors.groupingBy(Transition::bookingId));
    }

    /** Its steps, in their order. */
    List<Transition> of(UUID booking) {
        return ways.getOrDefault(booking, List.of());
    }

    /** Whether it has been in one of these states. */
    boolean hasBeen(UUID booking, Set<String> states) {
        return hasBeen(booking, states, Instant.MAX);
    }

    /** Whether it has been in one of these states by then. */
    boolean hasBeen(UUID booking, Set<String> states, Instant by) {
        return of(booking).stream()
                .anyMatch(step -> states.contains(step.to()) && !step.at().isAfter(by));
    }

    /** From when until when it kept others out of its time: until it ended. */
    Optional<Span> taken(UUID booking) {
        return of(booking).stream()
                .findFirst()
                .map(made -> new Span(made.at(), firstAfter(booking, made.at(), TERMINAL)));
    }

    /** From when until when it waited for its host. */
    Optional<Span> waited(UUID booking) {
        return of(booking).stream()
                .filter(step -> step.to().equals("AWAITING_HOST"))
                .findFirst()
                .map(asked -> new Span(
                        asked.at(),
                        firstAfter(booking, asked.at(), Set.of("WRITING", "DECLINED", "CANCELLED", "EXPIRED"))));
    }

    private Instant firstAfter(UUID booking, Instant from, Set<String> states) {
        return of(booking).stream()
                .filter(step -> states.contains(step.to()) && !step.at().isBefore(from))
                .map(Transition::at)
                .findFirst()
                .orElse(Instant.MAX);
    }
}
