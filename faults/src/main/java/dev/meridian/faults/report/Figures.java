package dev.meridian.faults.report;

import dev.meridian.faults.check.Violation;
import dev.meridian.faults.load.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run came to.
 *
 * @param at when it ended
 * @param seed of plan and callers
 * @param length how long things went wrong
 * @param attempts how many were to be made, about
 * @param told every word to callers
 * @param duplicates attempts that only repeated what was asked already, on purpose
 * @param contended wishes that had rivals
 * @param faults how often each thing went wrong, by its description
 * @param points kill points at which a process died, and what they are
 * @param pointsKnown all of them, and what they are
 * @param poisoned poisoned records that the broker took
 * @param deadLetters different records put aside
 * @param publishedTwice events that were published more than once under one id
 * @param violations what must not be and was
 * @param ownDeaths processes that ended although nobody meant them to
 * @param takeovers from a worker's death to the end of what it held, while nothing else was wrong
 * @param sagas from a worker's death to the end of what it held
 * @param nextSuccess from any death to the next success
 */
public record Figures(
        Instant at,
        long seed,
        Duration length,
        int attempts,
        List<Told> told,
        int duplicates,
        int contended,
        Map<String, Integer> faults,
        Set<String> points,
        Map<String, String> pointsKnown,
        int poisoned,
        int deadLetters,
        long publishedTwice,
        List<Violation> violations,
        List<String> ownDeaths,
        List<Duration> takeovers,
        List<Duration> sagas,
        List<Duration> nextSuccess) {

    public Figures {
        told = List.copyOf(told);
        points = Set.copyOf(points);
        violations = List.copyOf(violations);
        ownDeaths = List.copyOf(ownDeaths);
        takeovers = List.copyOf(takeovers);
        sagas = List.copyOf(sagas);
        nextSuccess = List.copyOf(nextSuccess);
    }
}
