package dev.meridian.faults.nemesis;

import dev.meridian.faults.agent.KillPoint;
import dev.meridian.faults.load.Partner;
import dev.meridian.faults.nemesis.Fault.Lane;
import dev.meridian.faults.process.Catalogue;
import dev.meridian.faults.process.Child;
import dev.meridian.faults.process.Condition;
import dev.meridian.faults.process.Fleet;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes things go wrong, lane by lane, until it is told to stop. */
public final class Nemesis {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration STANDING = Duration.ofSeconds(60);
    private static final int SUCCESSES = 10;
    private static final Duration TO_REACH = Duration.ofSeconds(25);

    private final Fleet fleet;
    private final Partner partner;
    private final IntSupplier successes;
    private final People people;
    private final Clock clock;
    private final long seed;
    private final PrintStream out;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final Set<KillPoint> missed = EnumSet.noneOf(KillPoint.class);
    private final AtomicInteger poison = new AtomicInteger();
    private final List<Thread> lanes = new ArrayList<>();
    // Whoever stops the whole group waits until nobody is at one of its workers.
    private final ReadWriteLock group = new ReentrantReadWriteLock(true);
    private final Lock oneWorker = new ReentrantLock(true);
    private volatile boolean over;

    /**
     * Makes nothing go wrong yet.
     *
     * @param successes counts bookings; before somebody is struck again who others need, some must have come through
     */
    public Nemesis(Fleet fleet, Partner partner, IntSupplier successes, Clock clock, long seed, PrintStream out) {
        this.successes = successes;
        this.fleet = fleet;
        this.partner = partner;
        this.people = new People(fleet.postgres(), fleet.calendar());
        this.clock = clock;
        this.seed = seed;
        this.out = out;
    }

    /** Begins, in the background. */
    public void start() {
        List<Child> workers = fleet.workers();
        for (int n = 0; n < workers.size(); n++) {
            Child worker = workers.get(n);
            lane(new Plan(seed, Lane.WORKER, n, workers.size()), worker.name(), 12_000, step -> {
                group.readLock().lock();
                // Mostly there is one left to serve, now and then there is none.
                boolean alone = step.dice() < 800;
                if (alone) {
                    oneWorker.lock();
                }
                try {
                    return worker(step, worker);
                } finally {
                    if (alone) {
                        oneWorker.unlock();
                    }
                    group.readLock().unlock();
                }
            });
        }
        lane(new Plan(seed, Lane.GATEWAY), "gateways", 15_000, this::gateway);
        lane(new Plan(seed, Lane.BROKER), "brokers", 40_000, this::broker);
        lane(new Plan(seed, Lane.POSTGRES), "postgres", 60_000, this::postgres);
        lane(new Plan(seed, Lane.GROUP), "group", 120_000, this::group);
        gentle(new Plan(seed, Lane.CALENDAR), "calendar", 2_500, this::calendar);
        gentle(new Plan(seed, Lane.PEOPLE), "people", 6_000, this::people);
    }

    /** Ends what is going on; then everything is as it should be, and whatever is down comes up again. */
    public void stop() throws InterruptedException {
        over = true;
        for (Thread lane : lanes) {
            lane.interrupt();
        }
        for (Thread lane : lanes) {
            lane.join();
        }
        for (Child child : fleet.all()) {
            child.resume();
            fleet.killSwitches().disarm(child);
            if (!child.equals(fleet.extraWorker())) {
                child.up();
            }
        }
        fleet.extraWorker().down();
        fleet.calendar().clearFaults();
    }

    /** How often each thing went wrong. */
    public synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    /** Points that somebody was to die at and did not come by in time, at least once. */
    public synchronized Set<KillPoint> missed() {
        return Set.copyOf(missed);
    }

    /** How many poisoned records the broker has taken. */
    public int poisoned() {
        return poison.get();
    }

    /** Ids of events that people took away. */
    public Set<String> removed() {
        return people.removed();
    }

    /** Ids of events that people took away or moved. */
    public Set<String> touched() {
        return people.touched();
    }

    /** Makes one thing go wrong; returns whether it did. */
    private interface Strike {
        boolean strike(Plan.Step step) throws Exception;
    }

    /** A lane that takes somebody away: nobody learns anything from a system that never stands. */
    private void lane(Plan plan, String name, long pause, Strike strike) {
        gentle(plan, name, pause, step -> {
            int before = successes.getAsInt();
            Condition.within(STANDING, () -> over || successes.getAsInt() - before >= SUCCESSES);
            return !over && strike.strike(step);
        });
    }

    private void gentle(Plan plan, String name, long pause, Strike strike) {
        lanes.add(Thread.ofPlatform().name("nemesis-" + name).start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(pause / 2);
                while (!over) {
                    Plan.Step step = neverYet(plan.next());
                    Instant at = clock.instant();
                    boolean struck = struck(strike, step);
                    note(step, name, at, struck);
                    TimeUnit.MILLISECONDS.sleep(pause / 2 + pause * step.dice() / 1_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** At a place where somebody has died already, those come first at which nobody has. */
    private Plan.Step neverYet(Plan.Step step) {
        KillPoint point = step.point();
        if (point == null) {
            return step;
        }
        Set<String> died = fleet.killSwitches().diedAt();
        List<KillPoint> left = Stream.of(KillPoint.values())
                .filter(other -> other.role() == point.role() && !died.contains(other.name()))
                .toList();
        return left.isEmpty() || left.contains(point)
                ? step
                : new Plan.Step(step.fault(), left.get(step.dice() % left.size()), step.dice());
    }

    private static boolean struck(Strike strike, Plan.Step step) throws InterruptedException {
        try {
            return strike.strike(step);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // What it wanted to hurt is down already.
            return false;
        }
    }

    private synchronized void note(Plan.Step step, String lane, Instant at, boolean struck) {
        if (struck) {
            done.merge(step.fault(), 1, Integer::sum);
        } else if (step.point() != null) {
            missed.add(step.point());
        }
        out.println(at + " " + lane + ": " + step.fault() + (step.point() == null ? "" : " " + step.point())
                + (struck ? "" : " (did not come to it)"));
    }

    private boolean worker(Plan.Step step, Child worker) throws Exception {
        boolean struck = switch (step.fault()) {
            case KILL_WORKER -> kill(worker);
            case PAUSE_WORKER -> pause(worker, Fleet.LEASE.multipliedBy(2));
            case WRONG_CLOCK -> wrongClock(worker, Duration.ofMinutes(step.dice() % 2 == 0 ? 5 : -5));
            case KILL_POINT -> killAt(step, worker);
            default -> false;
        };
        fleet.isReadyWithin(BACK, worker);
        return struck;
    }

    private boolean gateway(Plan.Step step) throws Exception {
        List<Child> gateways = fleet.gateways();
        Child one = gateways.get(step.dice() % gateways.size());
        boolean struck = switch (step.fault()) {
            case KILL_GATEWAY -> kill(one);
            case PAUSE_GATEWAY -> pause(one, Duration.ofSeconds(5));
            case WRONG_GATEWAY_CLOCK ->
                wrongClock(gateways.getLast(), Duration.ofSeconds(step.dice() % 2 == 0 ? 45 : -45));
            case GATEWAY_KILL_POINT -> killAt(step, one);
            case ROLL_GATEWAYS -> {
                for (Child gateway : gateways) {
                    gateway.stop(15);
                    gateway.up();
                    fleet.isReadyWithin(BACK, gateway);
                }
                yield true;
            }
            default -> false;
        };
        fleet.isReadyWithin(BACK, one);
        return struck;
    }

    private boolean broker(Plan.Step step) throws Exception {
        List<Child> brokers = fleet.brokers().all();
        return switch (step.fault()) {
            case KILL_LEADER -> kill(fleet.brokers().node(fleet.kafka().leader()));
            case KILL_BROKER -> kill(brokers.get(step.dice() % brokers.size()));
            case PAUSE_LEADER -> pause(fleet.brokers().node(fleet.kafka().leader()), Duration.ofSeconds(15));
            case TWO_BROKERS_DOWN -> {
                int up = step.dice() % brokers.size();
                List<Child> two = new ArrayList<>(brokers);
                two.remove(up);
                two.forEach(Child::down);
                try {
                    TimeUnit.SECONDS.sleep(8);
                } finally {
                    two.forEach(Child::up);
                }
                yield true;
            }
            case CLUSTER_RESTART -> {
                brokers.forEach(Child::down);
                brokers.forEach(Child::up);
                yield true;
            }
            default -> false;
        };
    }

    private boolean postgres(Plan.Step step) throws InterruptedException {
        return switch (step.fault()) {
            case KILL_POSTGRES -> kill(fleet.postgres().child());
            case PAUSE_POSTGRES -> pause(fleet.postgres().child(), Duration.ofSeconds(5 + step.dice() % 16));
            default -> false;
        };
    }

    private boolean group(Plan.Step step) throws Exception {
        return switch (step.fault()) {
            case REBALANCE -> {
                Child extra = fleet.extraWorker();
                extra.up();
                TimeUnit.SECONDS.sleep(15);
                extra.stop(20);
                yield true;
            }
            case REPLAY -> {
                group.writeLock().lockInterruptibly();
                try {
                    fleet.extraWorker().down();
                    fleet.workers().forEach(Child::down);
                    boolean empty = Condition.within(BACK, () -> fleet.kafka().isEmpty(Fleet.GROUP));
                    if (empty) {
                        fleet.kafka().rewind(Fleet.GROUP);
                    }
                    yield empty;
                } finally {
                    fleet.workers().forEach(Child::up);
                    group.writeLock().unlock();
                }
            }
            default -> false;
        };
    }

    private boolean calendar(Plan.Step step) {
        int some = 1 + step.dice() % 6;
        String operation =
                List.of("insert", "insert", "patch", "get", "list", "delete").get(step.dice() / 6 % 6);
        String fault = switch (step.fault()) {
            case CALENDAR_500 -> fault("status", operation, some, 500, "backendError", 0);
            case CALENDAR_503 -> fault("status", operation, some, 503, "backendError", 0);
            case CALENDAR_LOST_ANSWER -> fault("lost_answer", operation, some, 0, null, 0);
            case CALENDAR_LATE_COMMIT ->
                fault(
                        "late_commit",
                        operation.equals("patch") ? operation : "insert",
                        1 + some / 3,
                        0,
                        null,
                        1_000 + 5 * step.dice());
            case CALENDAR_429 -> fault("status", operation, 1 + some / 3, 429, "rateLimitExceeded", 0);
            case CALENDAR_RATE -> fault("status", operation, 1 + some / 3, 403, "rateLimitExceeded", 0);
            case CALENDAR_SLOW -> fault("delay", operation, some, 0, null, 200 + step.dice());
            case CALENDAR_TIMEOUT -> fault("delay", operation, 1, 0, null, 7_000);
            case CALENDAR_RESET -> fault("reset", operation, some, 0, null, 0);
            case CALENDAR_TRUNCATED -> fault("truncated", operation, some, 0, null, 0);
            case FREE_BUSY_ERROR ->
                "{\"kind\":\"free_busy_error\",\"operation\":\"free_busy\",\"count\":5,\"reason\":\"internalError\",\"calendar\":\"%s\"}"
                        .formatted(Catalogue.all()
                                .get(step.dice() % Catalogue.all().size())
                                .calendar());
            default -> "";
        };
        if (fault.isEmpty()) {
            Catalogue.all().forEach(host -> fleet.calendar().expireSyncTokens(host.calendar()));
        } else {
            fleet.calendar().fault(fault);
        }
        return true;
    }

    private static String fault(
            String kind, String operation, int count, int status, @Nullable String reason, int delay) {
        return "{\"kind\":\"%s\",\"operation\":\"%s\",\"count\":%d%s%s,\"delay_ms\":%d}"
                .formatted(
                        kind,
                        operation,
                        count,
                        status == 0 ? "" : ",\"status\":" + status,
                        reason == null ? "" : ",\"reason\":\"" + reason + "\"",
                        delay);
    }

    private boolean people(Plan.Step step) throws Exception {
        boolean shared = step.dice() % 2 == 0;
        return switch (step.fault()) {
            case PERSON_DELETES -> people.delete(shared);
            case PERSON_MOVES -> people.move(shared);
            case PERSON_EDITS -> people.edit(shared);
            case POISON -> {
                int sent = partner.poison();
                poison.addAndGet(sent);
                yield sent > 0;
            }
            default -> false;
        };
    }

    private static boolean kill(Child child) {
        boolean alive = child.isAlive();
        child.kill();
        return alive;
    }

    private static boolean pause(Child child, Duration length) throws InterruptedException {
        child.pause();
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } finally {
            child.resume();
        }
        return true;
    }

    private boolean wrongClock(Child child, Duration wrong) throws InterruptedException {
        boolean set = fleet.setClock(child, wrong);
        try {
            if (set) {
                TimeUnit.SECONDS.sleep(10);
            }
        } finally {
            fleet.setClock(child, Duration.ZERO);
        }
        return set;
    }

    private boolean killAt(Plan.Step step, Child child) throws Exception {
        KillPoint point = Objects.requireNonNull(step.point(), "point");
        String line = point + " " + child.name();
        long before = deaths(line);
        fleet.killSwitches().arm(child, point);
        try {
            if (point == KillPoint.C10) {
                fleet.calendar().fault(fault("delay", "insert", 4, 0, null, 1_000));
            }
            if (point == KillPoint.C23) {
                poison.addAndGet(partner.poison());
            }
            return Condition.within(TO_REACH, () -> deaths(line) > before);
        } finally {
            fleet.killSwitches().disarm(child);
        }
    }

    private long deaths(String line) {
        return fleet.killSwitches().witnessed().stream().filter(line::equals).count();
    }
}
