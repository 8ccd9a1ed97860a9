package dev.meridian.bench;

import dev.meridian.local.LocalSettings;
import dev.meridian.local.LocalSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * The load command: starts the whole system on real parts, with what is written synced to disk, and prints how long
 * callers wait, where half of the requests ask for free slots and half book one, and how much is done at most.
 */
public final class Load {

    private static final int WARM_UP_SECONDS = 30;
    private static final Duration MOST = Duration.ofSeconds(20);

    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int MOST_ROUNDS = 36;

    /** Of what calendars answer, so that questions are answered without asking them. */
    private static final String MIRROR_AGE = "1m";

    private final PrintStream out;
    private final LocalSystem system;
    private final Clock clock;
    private boolean missed;
    private int runs;

    private Load(PrintStream out, LocalSystem system, Clock clock) {
        this.out = out;
        this.system = system;
        this.clock = clock;
    }

    /**
     * Runs it; ends with status 1 if a limit was missed.
     *
     * @param arguments requests per second and seconds of each run; by default 20 and 60
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int perSecond = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Duration length = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 60);
        Path data = Files.createTempDirectory("meridian-load");
        boolean missed;
        try (LocalSystem system =
                LocalSystem.start(LocalSettings.measured(data).with("meridian.availability.mirror-age", MIRROR_AGE))) {
            Load load = new Load(System.out, system, Clock.systemUTC());
            load.measure(perSecond, length);
            missed = load.missed;
        }
        System.exit(missed ? 1 : 0);
    }

    private void measure(int perSecond, Duration length) throws InterruptedException {
        Histogram yardstick = PingPong.measure(system.kafka(), 2_000, 5_000);
        out.printf(
                Locale.ROOT,
                "raw kafka-clients round trip, 1 in flight: p50 %.2f ms, p99 %.2f ms%n",
                yardstick.getValueAtPercentile(50) / 1_000.0,
                yardstick.getValueAtPercentile(99) / 1_000.0);
        run("warm-up", Duration.ZERO, perSecond, Duration.ofSeconds(WARM_UP_SECONDS), List.of(), yardstick);
        run(
                "calendar at 0 ms",
                Duration.ZERO,
                perSecond,
                length,
                List.of(new Limit("check_availability", 150), new Limit("save_booking", 300)),
                yardstick);
        run(
                "calendar at 150 ms a call",
                Duration.ofMillis(150),
                perSecond,
                length,
                List.of(new Limit("save_booking", 1_000)),
                yardstick);
        run(
                "calendar at 800 ms a call",
                Duration.ofMillis(800),
                perSecond,
                length,
                List.of(new Limit("save_booking", 3_000)),
                yardstick);
        List<String> hosts =
                IntStream.range(0, 24).mapToObj(n -> service("host " + n)).toList();
        untilCompiled("check_availability", 64, hosts.subList(0, 8));
        most("check_availability", 64, hosts.subList(0, 8), yardstick);
        most("check_availability", 1, hosts.subList(0, 8), yardstick);
        untilCompiled("save_booking", 32, hosts.subList(0, 8));
        most("save_booking", 8, hosts.subList(8, 16), yardstick);
        most("save_booking", 32, hosts.subList(16, 24), yardstick);
        oneSlot(100);
    }

    /** The p99 that a function has to keep, in milliseconds. */
    private record Limit(String function, int p99) {}

    private void run(
            String name,
            Duration calendarLatency,
            int perSecond,
            Duration length,
            List<Limit> limits,
            Histogram yardstick) {
        String service = service(name);
        system.sandbox().setLatency(calendarLatency);
        Callers callers = new Callers(system.gateway(), service);
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        // A thread of its own: the common pool of a small machine has one, and the HTTP client needs it.
        CompletableFuture<Measured> checks = CompletableFuture.supplyAsync(
                () -> OpenLoop.run(
                        perSecond / 2, length, n -> callers.checkAvailability(1_000_000 + n, service, tomorrow)),
                task -> Thread.ofPlatform().name("checks").start(task));
        Measured saves = OpenLoop.run(
                perSecond - perSecond / 2,
                length,
                n -> callers.saveBooking(n, service, BenchCatalogue.slot(tomorrow, n)));
        out.printf("%n%s, %d requests/s for %d s%n", name, perSecond, length.toSeconds());
        print("check_availability", checks.join(), limits, yardstick);
        print("save_booking", saves, limits, yardstick);
        system.sandbox().setLatency(Duration.ZERO);
    }

    /** How much is done at most, by so many clients who do not wait between their requests. */
    private void most(String function, int clients, List<String> hosts, Histogram yardstick) {
        Measured measured = closed(function, clients, MOST, hosts, 1);
        long done = measured.count("booked") + measured.count("available");
        out.printf(
                Locale.ROOT,
                "%n%s, %d in flight, calendar at 0 ms: %.0f/s, p50 %.1f ms (%.1f x), p95 %.1f ms  %s%n",
                function,
                clients,
                done / (double) MOST.toSeconds(),
                measured.percentile(50).toNanos() / 1e6,
                measured.percentile(50).toNanos() / 1e3 / yardstick.getValueAtPercentile(50),
                measured.percentile(95).toNanos() / 1e6,
                measured.outcomes());
    }

    /** Until the compiler, which has half of a small machine for minutes, is at rest: it takes less than a fifth of a round. */
    private void untilCompiled(String function, int clients, List<String> hosts) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long took = Long.MAX_VALUE;
        for (int round = 1; round <= MOST_ROUNDS && took > ROUND.toMillis() / 5; round++) {
            long before = compiler.getTotalCompilationTime();
            closed(function, clients, ROUND, hosts, round);
            took = compiler.getTotalCompilationTime() - before;
        }
    }

    private Measured closed(String function, int clients, Duration length, List<String> hosts, int days) {
        Callers callers = new Callers(system.gateway(), "closed_" + ++runs);
        Instant day = clock.instant().plus(Duration.ofDays(days));
        return ClosedLoop.run(clients, length, n -> {
            String host = hosts.get(n % hosts.size());
            return function.equals("save_booking")
                    ? callers.saveBooking(n, host, BenchCatalogue.slot(day, n / hosts.size()))
                    : callers.checkAvailability(n, host, day);
        });
    }

    private String service(String name) {
        String service = "bench-" + name.replaceAll("[^a-z0-9]+", "-");
        system.sandbox().addCalendar(service, ZoneOffset.UTC);
        new BenchCatalogue(system.jdbcUrl(), system.databaseUsername(), system.databasePassword()).add(service);
        return service;
    }

    private void print(String function, Measured measured, List<Limit> limits, Histogram yardstick) {
        double p99 = measured.percentile(99).toNanos() / 1e6;
        out.printf(
                Locale.ROOT,
                "  %-19s p50 %7.1f ms (%4.1f x)  p99 %7.1f ms  max %7.1f ms  %s%s%n",
                function,
                measured.percentile(50).toNanos() / 1e6,
                measured.percentile(50).toNanos() / 1e3 / yardstick.getValueAtPercentile(50),
                p99,
                measured.percentile(100).toNanos() / 1e6,
                measured.outcomes(),
                limits.stream()
                        .filter(limit -> limit.function().equals(function))
                        .findAny()
                        .map(limit -> verdict(limit, p99))
                        .orElse(""));
    }

    private String verdict(Limit limit, double p99) {
        boolean kept = p99 < limit.p99();
        missed |= !kept;
        return "  (p99 < %d ms: %s)".formatted(limit.p99(), kept ? "kept" : "MISSED");
    }

    private void oneSlot(int parallel) {
        String service = service("one slot");
        Callers callers = new Callers(system.gateway(), service);
        Instant slot = BenchCatalogue.slot(clock.instant().plus(Duration.ofDays(1)), 0);
        List<String> answers =
                IntStream.range(0, parallel)
                        .mapToObj(caller -> callers.saveBooking(caller, service, slot))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        long booked = answers.stream().filter("booked"::equals).count();
        long taken = answers.stream().filter("slot_taken"::equals).count();
        missed |= booked != 1 || taken != parallel - 1;
        out.printf("%n%d callers on one slot: %d booked, %d slot_taken%n", parallel, booked, taken);
    }
}
