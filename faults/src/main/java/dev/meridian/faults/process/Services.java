package dev.meridian.faults.process;

import dev.meridian.availability.AvailabilityWorker;
import dev.meridian.booking.BookingWorker;
import dev.meridian.faults.agent.Weaver;
import dev.meridian.gateway.Gateway;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How our own services are started as processes. */
final class Services {

    private static final String SECRET = "a secret for runs of the faults module only";
    private static final String READINESS = "/actuator/health/readiness";

    private final WorkFolder folder;
    private final FreePorts free;
    private final Clock clock;
    private final KillSwitches killSwitches;
    private final String classPath;
    private final Path woven;
    private final Map<String, String> settings;
    private final Map<String, WrongClock> clocks = new HashMap<>();

    /** A service that can be asked whether it is ready. */
    record Service(Child child, URI url, URI readiness) {}

    Services(
            WorkFolder folder,
            FreePorts free,
            Clock clock,
            KillSwitches killSwitches,
            String classPath,
            Map<String, String> settings)
            throws IOException {
        this.folder = folder;
        this.free = free;
        this.clock = clock;
        this.killSwitches = killSwitches;
        this.classPath = classPath;
        this.settings = Map.copyOf(settings);
        Weaver.weave(folder.path("woven"));
        woven = folder.path("jars/woven.jar");
        Jars.pack(folder.path("woven"), woven);
        for (String name : List.of("booking-worker-2", "gateway-2")) {
            clocks.put(name, new WrongClock(folder.path("clock-" + name)));
        }
    }

    Service gateway(int n) {
        int management = free.next();
        return service(
                "gateway-" + n,
                Gateway.class,
                management,
                Map.of(
                        "server.address", "127.0.0.1",
                        "management.server.port", Integer.toString(management),
                        "meridian.api-keys", String.join(",", Fleet.API_KEYS),
                        "meridian.retell.api-keys", Fleet.RETELL_KEY,
                        "meridian.kafka.reply-partition", Integer.toString(n)));
    }

    /** A booking worker, on another book than the usual one if its settings say so. */
    Service bookingWorker(String name, Map<String, String> own) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "meridian.saga.lease", Fleet.LEASE.toSeconds() + "s",
                // Nothing may be open in the end, and a hold that nobody uses is open until it is over.
                "meridian.holds.length", "30s",
                "meridian.janitor.sync", "10s"));
        properties.putAll(own);
        return service(name, BookingWorker.class, 0, properties);
    }

    Service availabilityWorker() {
        return service("availability-worker", AvailabilityWorker.class, 0, Map.of());
    }

    /** Sets a process's clock wrong by that much; false where it can not be. */
    boolean setClock(Child child, Duration wrong) {
        WrongClock known = clocks.get(child.name());
        return known != null && known.set(wrong);
    }

    private Service service(String name, Class<?> main, int management, Map<String, String> own) {
        int port = free.next();
        List<String> arguments = new ArrayList<>();
        Map<String, String> properties = new HashMap<>(settings);
        properties.putAll(Map.of(
                "server.port", Integer.toString(port),
                "meridian.secret", SECRET,
                "meridian.business-zone", "UTC",
                "meridian.kafka.replication-factor", Integer.toString(Brokers.COUNT),
                "meridian.kafka.partitions", "4",
                "meridian.kafka.concurrency", "2",
                "meridian.kafka.register-schemas", "false"));
        properties.putAll(own);
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        Child child = new Child(
                name,
                folder,
                new Child.Launch(
                        () -> JavaCommand.of(256, options(name, main), main.getName(), arguments),
                        environment(name),
                        () -> killSwitches.disarm(name)),
                clock);
        URI readiness = URI.create("http://127.0.0.1:" + (management == 0 ? port : management) + READINESS);
        return new Service(child, URI.create("http://127.0.0.1:" + port), readiness);
    }

    private Map<String, String> environment(String name) {
        Map<String, String> environment = new HashMap<>(Map.of("CLASSPATH", woven + File.pathSeparator + classPath));
        WrongClock wrongClock = clocks.get(name);
        if (wrongClock != null) {
            environment.putAll(wrongClock.environment());
        }
        return environment;
    }

    /** What the JVM learns about classes at the end of the first process of a kind, those that follow begin with. */
    private List<String> options(String name, Class<?> main) {
        Path cache = folder.path(main.getSimpleName() + ".aot");
        String learnt = (Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache;
        return Stream.concat(killSwitches.options(name).stream(), Stream.of(learnt, "-Xlog:disable"))
                .toList();
    }
}
