package dev.meridian.faults;

import dev.meridian.faults.agent.KillPoint;
import dev.meridian.faults.check.Checker;
import dev.meridian.faults.check.Collector;
import dev.meridian.faults.check.Evidence;
import dev.meridian.faults.check.Recovery;
import dev.meridian.faults.check.Violation;
import dev.meridian.faults.check.Violation.Rule;
import dev.meridian.faults.load.Callers;
import dev.meridian.faults.load.Journal;
import dev.meridian.faults.load.Partner;
import dev.meridian.faults.load.Wire;
import dev.meridian.faults.load.Wish;
import dev.meridian.faults.nemesis.Fault;
import dev.meridian.faults.nemesis.Nemesis;
import dev.meridian.faults.process.Child;
import dev.meridian.faults.process.Child.Death;
import dev.meridian.faults.process.Condition;
import dev.meridian.faults.process.Fleet;
import dev.meridian.faults.process.Postgres;
import dev.meridian.faults.process.WorkFolder;
import dev.meridian.faults.report.Figures;
import dev.meridian.faults.report.Page;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The run: start, load and faults, heal, check, replay, check again, report. */
public final class Faults {

    /** How long the system may take to be whole again and to bring everything to its end. */
    private static final Duration HEALING = Duration.ofMinutes(10);

    /** Seconds without any change, longer than it takes to look through the calendars once. */
    private static final int QUIET = 15;

    /** As in production, wishes outlive their first attempt by others' repetitions. */
    private static final double ATTEMPTS_PER_WISH = 1.4;

    private final Settings settings;
    private final Clock clock;
    private final PrintStream out;
    private final List<Violation> violations = new ArrayList<>();

    private Faults(Settings settings, Clock clock, PrintStream out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    /** Ends with status 1 when something was found that must not be. */
    public static void main(String[] arguments) throws Exception {
        Faults run = new Faults(Settings.of(System.getProperties()), Clock.systemUTC(), System.out);
        boolean well;
        try {
            well = run.run();
        } catch (Exception e) {
            e.printStackTrace(System.out);
            well = false;
        }
        System.exit(well ? 0 : 1);
    }

    private void say(String what) {
        out.println(clock.instant() + " " + what);
    }

    private boolean run() throws Exception {
        say("faults for " + settings.length() + ", seed " + settings.seed() + ", work in " + settings.folder());
        WorkFolder folder = WorkFolder.fresh(settings.folder());
        try (Fleet fleet = new Fleet(folder, clock)) {
            fleet.start();
            say("the system is up");
            Wire wire = new Wire(fleet.registryUrl());
            try (Partner partner = new Partner(fleet.brokers().bootstrapServers(), wire, clock);
                    Journal journal = new Journal(folder.path("journal"))) {
                return run(fleet, wire, partner, journal, folder);
            }
        }
    }

    private boolean run(Fleet fleet, Wire wire, Partner partner, Journal journal, WorkFolder folder) throws Exception {
        Callers callers = new Callers(
                fleet.gatewayUrls(), partner, fleet.calendar(), journal, clock, settings.seed(), settings.commands());
        Collector collector = new Collector(fleet, wire);
        List<Duration> takeovers = takeovers(fleet, callers, collector);
        Instant begun = clock.instant();
        try (PrintStream told =
                new PrintStream(Files.newOutputStream(folder.path("faults")), true, StandardCharsets.UTF_8)) {
            Nemesis nemesis = new Nemesis(fleet, partner, callers::successes, clock, settings.seed(), told);
            nemesis.start();
            callers.run((int) (settings.attempts() / ATTEMPTS_PER_WISH), settings.length());
            nemesis.stop();
            List<Death> deaths = deaths(fleet.all(), begun);
            List<Death> workerDeaths = deaths(fleet.workers(), begun);
            say("the faults are over: " + nemesis.done());
            fleet.awaitServices();
            List<Wish> silent = callers.settle(HEALING, collector::isExpired);
            boolean ended = Condition.within(
                    HEALING,
                    () -> collector.open() == 0
                            && fleet.kafka().lag(Fleet.GROUP) == 0
                            && collector.unfollowed(nemesis.removed()) == 0);
            say("healed, " + (ended ? "everything has ended" : "and something has not ended"));
            Evidence evidence = collector.collect(journal.all(), silent, nemesis.touched(), nemesis.removed());
            violations.addAll(Checker.check(evidence));
            say("checked: " + violations.size() + " violations");
            Instant lastAsked = clock.instant();
            replay(fleet, collector);
            replayIntoNothing(fleet, collector, lastAsked);
            Figures figures = new Figures(
                    clock.instant(),
                    settings.seed(),
                    settings.length(),
                    settings.attempts(),
                    journal.all(),
                    callers.duplicates(),
                    callers.contended(),
                    faults(nemesis),
                    fleet.killSwitches().diedAt(),
                    pointsKnown(),
                    nemesis.poisoned(),
                    Set.copyOf(evidence.deadLetters()).size(),
                    evidence.published().size()
                            - evidence.published().stream()
                                    .map(Evidence.Published::ceId)
                                    .distinct()
                                    .count(),
                    violations,
                    ownDeaths(fleet),
                    takeovers,
                    Recovery.sagas(evidence.transitions(), workerDeaths),
                    Recovery.nextSuccess(evidence.told(), deaths));
            report(figures);
        }
        return violations.isEmpty();
    }

    /** How long it takes until somebody else has finished what a killed worker held, while nothing else is wrong. */
    private List<Duration> takeovers(Fleet fleet, Callers callers, Collector collector) throws Exception {
        Instant begun = clock.instant();
        for (int n = 0; n < settings.takeovers(); n++) {
            Instant armed = clock.instant();
            fleet.workers().forEach(worker -> fleet.killSwitches().arm(worker, KillPoint.C9));
            callers.wish();
            boolean died = Condition.within(
                    HEALING, () -> !deaths(fleet.workers(), armed).isEmpty());
            fleet.workers().forEach(fleet.killSwitches()::disarm);
            boolean ended = Condition.within(HEALING, () -> collector.open() == 0);
            fleet.awaitServices();
            if (!died || !ended) {
                violations.add(new Violation(
                        Rule.UNFINISHED,
                        "takeover " + n + ": worker died: " + died + ", finished by another: " + ended));
            }
        }
        List<Duration> lengths = Recovery.sagas(collector.transitions(), deaths(fleet.workers(), begun));
        say("taken over from killed workers, nothing else wrong: " + lengths);
        return lengths;
    }

    private void report(Figures figures) throws Exception {
        String page = Page.of(figures);
        Path parent = settings.report().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(settings.report(), page, StandardCharsets.UTF_8);
        out.println(page);
    }

    /** Everything from the first record on, again and again; the last time as a group that is new. */
    private void replay(Fleet fleet, Collector collector) throws Exception {
        String before = settled(collector);
        for (int n = 1; n <= settings.replays(); n++) {
            empty(fleet);
            if (n < settings.replays()) {
                fleet.kafka().rewind(Fleet.GROUP);
            } else {
                fleet.kafka().forget(Fleet.GROUP);
            }
            fleet.workers().forEach(Child::up);
            fleet.awaitServices();
            boolean read =
                    Condition.within(HEALING, () -> fleet.kafka().lag(Fleet.GROUP) == 0 && collector.open() == 0);
            String after = collector.digest();
            if (!read) {
                violations.add(new Violation(Rule.UNFINISHED, "replay " + n + " does not come to its end"));
            }
            if (!after.equals(before)) {
                violations.add(new Violation(
                        Rule.CHANGED_BY_REPLAY, "replay " + n + ": before\n" + before + "\nafter\n" + after));
            }
            say("replay " + n + (after.equals(before) ? " changed nothing" : " changed something"));
        }
    }

    /** What there is once nobody follows what people did in the calendar any more, and would not do so later either. */
    private static String settled(Collector collector) throws Exception {
        long end = System.nanoTime() + HEALING.toNanos();
        String last = quiet(collector, end);
        while (System.nanoTime() - end < 0) {
            collector.hasten();
            String next = quiet(collector, end);
            if (next.equals(last)) {
                break;
            }
            last = next;
        }
        return last;
    }

    private static String quiet(Collector collector, long end) throws Exception {
        String last = collector.digest();
        for (int same = 0; same < QUIET && System.nanoTime() - end < 0; ) {
            TimeUnit.SECONDS.sleep(1);
            String next = collector.digest();
            same = next.equals(last) ? same + 1 : 0;
            last = next;
        }
        return last;
    }

    /** Everything into a database that knows of nothing: every request is over by then, so nothing may come of it. */
    private void replayIntoNothing(Fleet fleet, Collector collector, Instant lastAsked) throws Exception {
        TimeUnit.MILLISECONDS.sleep(
                Duration.between(clock.instant(), lastAsked.plusSeconds(70)).toMillis());
        empty(fleet);
        fleet.kafka().forget(Fleet.GROUP);
        String before = collector.digest();
        Child worker = fleet.workerOnEmptyBook();
        try {
            worker.up();
            boolean read = Condition.within(HEALING, () -> fleet.kafka().lag(Fleet.GROUP) == 0);
            Postgres.Counts counts = fleet.emptied();
            String after = collector.digest();
            if (!read
                    || counts.requests() == 0
                    || counts.bookings() > 0
                    || counts.decidedOtherwise() > 0
                    || counts.events() > 0
                    || !after.equals(before)) {
                violations.add(new Violation(
                        Rule.CHANGED_BY_REPLAY,
                        "replay into an empty database: " + counts + ", read to the end: " + read + ", before\n"
                                + before + "\nafter\n" + after));
            }
            say("replay into an empty database: " + counts);
        } finally {
            worker.down();
        }
    }

    private static void empty(Fleet fleet) throws InterruptedException {
        for (Child worker : fleet.workers()) {
            worker.stop(30);
        }
        if (!Condition.within(HEALING, () -> fleet.kafka().isEmpty(Fleet.GROUP))) {
            throw new IllegalStateException("the group still has members, and no worker runs");
        }
    }

    private static List<Death> deaths(List<Child> children, Instant since) {
        return children.stream()
                .flatMap(child -> child.deaths().stream())
                .filter(death -> death.at().isAfter(since))
                .toList();
    }

    private static Map<String, Integer> faults(Nemesis nemesis) {
        Map<Fault, Integer> done = nemesis.done();
        Map<String, Integer> faults = new TreeMap<>();
        for (Fault fault : Fault.values()) {
            faults.put(fault.description(), done.getOrDefault(fault, 0));
        }
        return faults;
    }

    private static Map<String, String> pointsKnown() {
        Map<String, String> known = new LinkedHashMap<>();
        for (KillPoint point : KillPoint.values()) {
            known.put(point.name(), point.description());
        }
        return known;
    }

    /** Deaths that neither a signal nor a kill point explains. */
    private static List<String> ownDeaths(Fleet fleet) {
        List<String> own = new ArrayList<>();
        fleet.hungStarts().forEach(start -> own.add("never ready: " + start));
        for (Child child : fleet.all()) {
            long unordered =
                    child.deaths().stream().filter(death -> !death.ordered()).count();
            long witnessed = fleet.killSwitches().witnessed().stream()
                    .filter(line -> line.endsWith(" " + child.name()))
                    .count();
            if (unordered > witnessed) {
                own.add(child.name() + ": " + (unordered - witnessed) + " times, see " + child.log());
            }
        }
        return own;
    }
}
