package dev.meridian.faults.report;

import dev.meridian.faults.check.Violation;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.load.Command;
import dev.meridian.faults.load.Told;
import dev.meridian.faults.load.Told.Said;
import dev.meridian.faults.load.Wish;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A run's figures as a page in Markdown. */
public final class Page {

    private static final int MOST_EVIDENCE = 20;

    private final Figures figures;
    private final StringBuilder text = new StringBuilder();

    private Page(Figures figures) {
        this.figures = figures;
    }

    public static String of(Figures figures) {
        Page page = new Page(figures);
        page.head();
        page.figures();
        page.faults();
        page.points();
        page.notRun();
        page.evidence();
        return page.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void head() {
        line("# Reliability");
        line("");
        line(
                "One run on %s, seed %d, %s of faults. Again: `./mvnw -pl faults -am -DskipTests -Pfaults verify -Dfaults.minutes=%d -Dfaults.seed=%d -Dfaults.attempts=%d`."
                        .formatted(
                                figures.at().atZone(ZoneOffset.UTC).toLocalDate(),
                                figures.seed(),
                                minutes(figures.length()),
                                Math.max(1, figures.length().toMinutes()),
                                figures.seed(),
                                figures.attempts()));
        line("The seed fixes what is asked and what goes wrong; when exactly it meets, the machine decides.");
        line("");
    }

    private void figures() {
        line("| | |");
        line("| --- | ---: |");
        row("attempts", figures.told().size());
        row("different wishes", wishes().size());
        row("duplicates sent on purpose", figures.duplicates());
        row("wishes with rivals for their slot", figures.contended());
        row("holds", count(Command.HOLD));
        row("moves", count(Command.MOVE));
        row("cancellations", count(Command.CANCEL));
        row("wishes for a seat among others → booked, slot taken", seats());
        row("wishes that the host has to agree to", wishes(wish -> isBooking(wish) && wish.needsHost()));
        row("told: waits for the host", said(Said.REQUESTED));
        row(
                "hosts' words: accept, decline → already decided",
                "%d, %d → %d".formatted(count(Command.ACCEPT), count(Command.DECLINE), said(Said.ALREADY_DECIDED)));
        row("told: booked", said(Said.BOOKED));
        row("told: slot taken", said(Said.SLOT_TAKEN));
        row("told: under way, ask again", said(Said.PENDING));
        row("no answer, or none that says anything", said(Said.UNKNOWN));
        row("requests that ran out", said(Said.EXPIRED));
        row(
                "faults",
                figures.faults().values().stream().mapToInt(Integer::intValue).sum());
        row(
                "kill points died at",
                figures.points().size() + " of " + figures.pointsKnown().size());
        row("poisoned records → dead letters", figures.poisoned() + " → " + figures.deadLetters());
        row("events published more than once, under one id", figures.publishedTwice());
        row(
                "time from a worker's death to the end of what it held, nothing else wrong, p50 / p99",
                percentiles(figures.takeovers()));
        row("time from a worker's death to the end of what it held, p50 / p99", percentiles(figures.sagas()));
        row("time from any death to the next success, p50 / p99", percentiles(figures.nextSuccess()));
        line("");
        line("| must be 0 | invariant | found |");
        line("| --- | --- | ---: |");
        for (Rule rule : Rule.values()) {
            line("| %s | %s | %d |".formatted(rule.description(), rule.invariant(), count(rule)));
        }
        line("");
    }

    private void row(String name, Object value) {
        line("| %s | %s |".formatted(name, value));
    }

    private Set<Wish> wishes() {
        return figures.told().stream().map(Told::wish).collect(Collectors.toSet());
    }

    private String seats() {
        Predicate<Wish> wanted = wish -> isBooking(wish) && wish.isForSeat();
        return "%d → %d, %d".formatted(wishes(wanted), said(Said.BOOKED, wanted), said(Said.SLOT_TAKEN, wanted));
    }

    private static boolean isBooking(Wish wish) {
        return wish.command() == Command.BOOK;
    }

    private long count(Command command) {
        return wishes(wish -> wish.command() == command);
    }

    private long wishes(Predicate<Wish> which) {
        return wishes().stream().filter(which).count();
    }

    private long said(Said said) {
        return said(said, wish -> true);
    }

    private long said(Said said, Predicate<Wish> which) {
        return figures.told().stream()
                .filter(told -> told.said() == said)
                .map(Told::wish)
                .filter(which)
                .distinct()
                .count();
    }

    private long count(Rule rule) {
        return figures.violations().stream()
                .filter(violation -> violation.rule() == rule)
                .count();
    }

    private void faults() {
        line("## What went wrong");
        line("");
        line("| fault | times |");
        line("| --- | ---: |");
        new TreeMap<>(figures.faults()).forEach((fault, times) -> line("| %s | %d |".formatted(fault, times)));
        line("");
    }

    private void points() {
        line("## Kill points");
        line("");
        line("A point counts when a process really died there.");
        line("");
        line("| point | where | died |");
        line("| --- | --- | --- |");
        figures.pointsKnown()
                .forEach((point, where) -> line("| %s | %s | %s |"
                        .formatted(point, where, figures.points().contains(point) ? "yes" : "no")));
        line("");
    }

    private void notRun() {
        line("## Not run");
        line("");
        Matrix.NOT_RUN.forEach(row -> line("- %s".formatted(row)));
        figures.faults().forEach((fault, times) -> {
            if (times == 0) {
                line("- %s: not in this run".formatted(fault));
            }
        });
        line("");
    }

    private void evidence() {
        if (!figures.ownDeaths().isEmpty()) {
            line("## Processes that ended by themselves");
            line("");
            figures.ownDeaths().forEach(death -> line("- %s".formatted(death)));
            line("");
        }
        if (figures.violations().isEmpty()) {
            return;
        }
        line("## What must not be, and was");
        line("");
        Map<Rule, List<Violation>> byRule = figures.violations().stream()
                .collect(Collectors.groupingBy(Violation::rule, TreeMap::new, Collectors.toList()));
        for (Rule rule : byRule.keySet()) {
            Objects.requireNonNull(byRule.get(rule)).stream()
                    .limit(MOST_EVIDENCE)
                    .forEach(violation -> line("- %s: %s".formatted(rule, violation.what())));
        }
        line("");
    }

    static String percentiles(List<Duration> durations) {
        if (durations.isEmpty()) {
            return "none";
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        return "%s / %s (of %d)".formatted(seconds(at(sorted, 50)), seconds(at(sorted, 99)), sorted.size());
    }

    private static Duration at(List<Duration> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    private static String minutes(Duration duration) {
        return String.format(Locale.ROOT, "%.1f minutes", duration.toSeconds() / 60.0);
    }
}
