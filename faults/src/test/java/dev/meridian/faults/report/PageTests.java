package dev.meridian.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.check.Violation;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.load.Channel;
import dev.meridian.faults.load.Command;
import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.load.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PageTests {

    private static Figures figures(List<Violation> violations) {
        return figures(List.of(), violations);
    }

    private static Figures figures(List<Told> told, List<Violation> violations) {
        return new Figures(
                Instant.parse("2026-11-21T10:00:00Z"),
                42,
                Duration.ofMinutes(3),
                1_002,
                told,
                5,
                4,
                Map.of("worker killed", 3, "cluster restarted", 0),
                Set.of("C5"),
                Map.of("C5", "before T1", "C6", "inside T1"),
                5,
                5,
                1,
                violations,
                List.of(),
                List.of(Duration.ofMillis(6_200)),
                List.of(Duration.ofMillis(1_500)),
                List.of());
    }

    @Test
    void aRunCanBeRepeatedFromItsPage() {
        assertThat(Page.of(figures(List.of())))
                .contains("2026-11-21")
                .contains("-Dfaults.minutes=3 -Dfaults.seed=42")
                .contains("| faults | 3 |")
                .contains("| kill points died at | 1 of 2 |")
                .contains("nothing else wrong, p50 / p99 | 6.2 s / 6.2 s (of 1) |")
                .contains("| C6 | inside T1 | no |")
                .contains("- cluster restarted: not in this run")
                .doesNotContain("must not be, and was");
    }

    @Test
    void whatWasFoundStandsOnThePage() {
        assertThat(Page.of(figures(List.of(new Violation(Rule.ORPHAN, "event-1")))))
                .contains("| I2 | 1 |")
                .contains("- ORPHAN: event-1");
    }

    @Test
    void seatsAndHostsWordsAreCounted() {
        List<Told> told = List.of(
                told(1, Command.BOOK, "group-0", Said.BOOKED),
                told(1, Command.BOOK, "group-0", Said.BOOKED),
                told(2, Command.BOOK, "group-0", Said.SLOT_TAKEN),
                told(3, Command.BOOK, "group-1", Said.UNKNOWN),
                told(4, Command.BOOK, "host-00", Said.BOOKED),
                told(5, Command.BOOK, "asked-0", Said.REQUESTED),
                told(5, Command.ACCEPT, "asked-0", Said.BOOKED),
                told(5, Command.DECLINE, "asked-0", Said.ALREADY_DECIDED));

        assertThat(Page.of(figures(told, List.of())))
                .contains("| wishes for a seat among others → booked, slot taken | 3 → 1, 1 |")
                .contains("| wishes that the host has to agree to | 1 |")
                .contains("| told: waits for the host | 1 |")
                .contains("| hosts' words: accept, decline → already decided | 1, 1 → 1 |");
    }

    private static Told told(int number, Command command, String service, Said said) {
        Instant at = Instant.parse("2026-11-21T09:00:00Z");
        Wish wish = new Wish(number, command, Channel.REST, number + "/" + command, service, at, null, null, false);
        return new Told(wish, "gateway-1", at, at, said, null, null, null, "-");
    }

    @Test
    void percentilesAreOfWhatWasMeasured() {
        assertThat(Page.percentiles(IntStream.rangeClosed(1, 100)
                        .mapToObj(Duration::ofSeconds)
                        .toList()))
                .isEqualTo("50.0 s / 99.0 s (of 100)");
        assertThat(Page.percentiles(List.of())).isEqualTo("none");
    }
}
