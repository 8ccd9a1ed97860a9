package dev.meridian.booking.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.booking.simulation.Simulation.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code -Dmeridian.simulation.seed} runs one seed and tells its history, {@code -Dmeridian.simulation.runs} runs as
 * many as it says, {@code -Dmeridian.simulation.from} begins at another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulationTests {

    // The same in every build, so that a build does not fail by chance; new ones are tried by hand.
    private static final long FIRST_SEED = 20_261_121;
    private static final int RUNS = 40;
    private static final int RUNS_TO_FIND_A_FLAW = 300;

    private final Book book = new Book();
    private final Complaints complaints = new Complaints();

    @AfterAll
    void close() {
        complaints.close();
        book.close();
    }

    @Test
    void keepsEveryPromiseWhateverHappens() {
        Long seed = Long.getLong("meridian.simulation.seed");
        if (seed != null) {
            Report report = run(seed, Flaw.NONE);
            report.history().forEach(System.out::println);
            assertThat(report.violations()).isEmpty();
            return;
        }
        int runs = Integer.getInteger("meridian.simulation.runs", RUNS);
        long from = Long.getLong("meridian.simulation.from", FIRST_SEED);
        List<String> broken = new ArrayList<>();
        Map<String, Integer> outcomes = new TreeMap<>();
        for (long next = from; next < from + runs; next++) {
            Report report = run(next, Flaw.NONE);
            report.outcomes().forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
            if (!report.violations().isEmpty()) {
                String failure = "-Dmeridian.simulation.seed=" + next + ": " + report.violations();
                System.out.println(failure);
                broken.add(failure);
            }
        }
        System.out.println("simulated " + runs + " seeds from " + from + ": " + outcomes);
        assertThat(broken).isEmpty();
    }

    /** One in which customers share, and one in which nobody does. */
    @ParameterizedTest
    @ValueSource(longs = {4711, 4712})
    void theSameSeedIsTheSameHistory(long seed) {
        assertThat(run(seed, Flaw.NONE).history())
                .isEqualTo(run(seed, Flaw.NONE).history());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noticesABrokenRule(Flaw flaw) {
        int runs = 0;
        List<String> found = List.of();
        for (long seed = flaw.firstSeed; found.isEmpty() && runs < RUNS_TO_FIND_A_FLAW; seed++) {
            if (Offer.of(seed) == flaw.offer) {
                found = run(seed, flaw).violations();
                runs++;
            }
        }
        System.out.println(flaw + " was noticed in run " + runs + ": " + found);
        assertThat(found).isNotEmpty();
    }

    private Report run(long seed, Flaw flaw) {
        return new Simulation(seed, book, flaw, complaints).run();
    }
}
