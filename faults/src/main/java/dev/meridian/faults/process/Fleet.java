package dev.meridian.faults.process;

import dev.meridian.availability.AvailabilityWorker;
import dev.meridian.booking.BookingWorker;
import dev.meridian.bookings.database.Migrations;
import dev.meridian.faults.agent.KillPoint;
import dev.meridian.faults.agent.Weaver;
import dev.meridian.gateway.Gateway;
import dev.meridian.local.Distributions;
import dev.meridian.messaging.serde.SchemaRegistration;
import dev.meridian.schema.Topics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The whole system as processes: three brokers, Postgres, the registry, the calendar, two gateways, an availability worker,
 * two booking workers, and a third one for when the group is to be shaken. Whatever dies is started again.
 */
public final class Fleet implements AutoCloseable {

    /** How long a worker has a booking to itself. */
    public static final Duration LEASE = Duration.ofSeconds(5);

    /** The group of the booking workers. */
    public static final String GROUP = "booking-worker";

    /** Keys for the REST interface: each is a caller of its own, which may have only so many holds. */
    public static final List<String> API_KEYS =
            IntStream.range(0, 10).mapToObj(n -> "faults-api-key-" + n).toList();

    /** What the voice platform signs with. */
    public static final String RETELL_KEY = "faults-retell-key";

    private static final String SECRET = "a secret for runs of the faults module only";
    private static final Duration START = Duration.ofMinutes(4);

    private final WorkFolder folder;
    private final Clock clock;
    private final Map<String, String> classPath;
    private final Map<String, String> wovenClassPath;
    private final FreePorts free = new FreePorts();
    private final Http http = new Http();
    private final Brokers brokers;
    private final Postgres postgres;
    private final CalendarServer calendar;
    private final Child registry;
    private final URI registryUrl;
    private final Map<Child, URI> gateways = new LinkedHashMap<>();
    private final Map<Child, URI> workers = new LinkedHashMap<>();
    private final Map<Child, URI> availability = new LinkedHashMap<>();
    private final Child extra;
    private final Map<String, WrongClock> clocks = new HashMap<>();
    private volatile boolean closed;

    public Fleet(WorkFolder folder, Clock clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        List<String> jars = Jars.ofHarness(folder.path("jars"));
        Weaver.weave(folder.path("woven"));
        Path woven = folder.path("jars/woven.jar");
        Jars.pack(folder.path("woven"), woven);
        String all = String.join(File.pathSeparator, jars);
        classPath = Map.of("CLASSPATH", all);
        wovenClassPath = Map.of("CLASSPATH", woven + File.pathSeparator + all);
        brokers = new Brokers(folder, free, classPath, clock);
        postgres = new Postgres(folder, free, clock);
        calendar = new CalendarServer(folder, free, classPath, clock);
        for (String name : List.of("booking-worker-2", "gateway-2")) {
            clocks.put(name, new WrongClock(folder.path("clock-" + name)));
        }
        int registryPort = free.next();
        registryUrl = URI.create("http://127.0.0.1:" + registryPort);
        registry = registry(registryPort);
        for (int n = 1; n <= 2; n++) {
            int port = free.next();
            int management = free.next();
            gateways.put(
                    service(
                            "gateway-" + n,
                            Gateway.class,
                            true,
                            Map.of(
                                    "server.port",
                                    Integer.toString(port),
                                    "server.address",
                                    "127.0.0.1",
                                    "management.server.port",
                                    Integer.toString(management),
                                    "meridian.api-keys",
                                    String.join(",", API_KEYS),
                                    "meridian.retell.api-keys",
                                    RETELL_KEY,
                                    "meridian.kafka.reply-partition",
                                    Integer.toString(n))),
                    URI.create("http://127.0.0.1:" + port));
        }
        worker("booking-worker-1");
        worker("booking-worker-2");
        extra = bookingWorker("booking-worker-3", Map.of("server.port", Integer.toString(free.next())));
        int port = free.next();
        availability.put(
                service(
                        "availability-worker",
                        AvailabilityWorker.class,
                        false,
                        Map.of("server.port", Integer.toString(port))),
                URI.create("http://127.0.0.1:" + port));
    }

    private void worker(String name) {
        int port = free.next();
        workers.put(
                bookingWorker(name, Map.of("server.port", Integer.toString(port))),
                URI.create("http://127.0.0.1:" + port));
    }

    private Child bookingWorker(String name, Map<String, String> own) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "meridian.saga.lease", LEASE.toSeconds() + "s",
                // Nothing may be open in the end, and a hold that nobody uses is open until it is over.
                "meridian.holds.length", "30s",
                "meridian.janitor.sync", "10s"));
        properties.putAll(own);
        return service(name, BookingWorker.class, true, properties);
    }

    private Child service(String name, Class<?> main, boolean woven, Map<String, String> own) {
        Map<String, String> properties = new HashMap<>();
        properties.put("meridian.secret", SECRET);
        properties.put("meridian.business-zone", "UTC");
        properties.put("meridian.kafka.bootstrap-servers", brokers.bootstrapServers());
        properties.put("meridian.kafka.replication-factor", Integer.toString(Brokers.COUNT));
        properties.put("meridian.kafka.partitions", "4");
        properties.put("meridian.kafka.concurrency", "2");
        properties.put("meridian.kafka.register-schemas", "false");
        properties.put("meridian.registry-url", registryUrl.toString());
        properties.put("meridian.database.url", postgres.r2dbcUrl(Postgres.BOOK));
        properties.put("meridian.database.username", Postgres.USER);
        properties.put("meridian.google.root-url", calendar.root().toString());
        properties.put("meridian.google.access-token", CalendarServer.TOKEN);
        properties.putAll(own);
        List<String> arguments = new ArrayList<>();
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new Child(
                name,
                folder,
                new Child.Launch(
                        () -> JavaCommand.of(
                                256, woven ? wovenOptions(name, main) : List.of(), main.getName(), arguments),
                        environment(name, woven),
                        () -> disarm(name)),
                clock);
    }

    private Map<String, String> environment(String name, boolean woven) {
        Map<String, String> environment = new HashMap<>(woven ? wovenClassPath : classPath);
        if (clocks.containsKey(name)) {
            environment.putAll(Objects.requireNonNull(clocks.get(name)).environment());
        }
        return environment;
    }

    private List<String> wovenOptions(String name, Class<?> main) {
        return List.of(
                "-D" + ChildMain.NAME + "=" + name,
                "-D" + ChildMain.CONTROL + "=" + control(name),
                "-D" + ChildMain.WITNESS + "=" + folder.path("witness"),
                (Files.exists(cache(main)) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache(main),
                "-Xlog:disable");
    }

    /** What the JVM learnt about a service's classes when the first process of that kind ended. */
    private Path cache(Class<?> main) {
        return folder.path(main.getSimpleName() + ".aot");
    }

    private Child registry(int port) {
        Map<String, String> properties = Map.ofEntries(
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("quarkus.management.host", "127.0.0.1"),
                Map.entry("quarkus.management.port", "0"),
                Map.entry("quarkus.banner.enabled", "false"),
                Map.entry("quarkus.http.access-log.enabled", "false"),
                Map.entry("apicurio.storage.kind", "sql"),
                Map.entry("apicurio.storage.sql.kind", "postgresql"),
                Map.entry("apicurio.datasource.url", postgres.jdbcUrl(Postgres.REGISTRY)),
                Map.entry("apicurio.datasource.username", Postgres.USER),
                Map.entry("apicurio.datasource.password", "none"),
                Map.entry("apicurio.datasource.jdbc.initial-size", "2"),
                Map.entry("apicurio.datasource.jdbc.min-size", "2"),
                Map.entry("apicurio.datasource.jdbc.max-size", "10"),
                Map.entry("java.util.logging.manager", "org.jboss.logmanager.LogManager"));
        List<String> options = new ArrayList<>(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"));
        properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
        String ourClasses = classes();
        String ownClassPath =
                ourClasses + File.pathSeparator + Distributions.registry().resolve("quarkus-run.jar");
        return new Child(
                "registry",
                folder,
                new Child.Launch(
                        () -> JavaCommand.of(192, options, "io.quarkus.bootstrap.runner.QuarkusEntryPoint", List.of()),
                        Map.of("CLASSPATH", ownClassPath),
                        () -> {}),
                clock);
    }

    /** Where this module's classes are: the registry brings everything else it needs. */
    private static String classes() {
        return Path.of(URI.create(Fleet.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    /** Starts everything; returns when all is ready. */
    public void start() throws IOException, InterruptedException, SQLException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-the-fleet"));
        Thread.ofPlatform().daemon().name("keep-the-fleet").start(this::keep);
        brokers.all().forEach(Child::up);
        calendar.child().up();
        postgres.initialise();
        postgres.child().up();
        await("Postgres", postgres::answers);
        postgres.create(Postgres.REGISTRY);
        postgres.create(Postgres.BOOK);
        registry.up();
        Migrations.run(postgres.jdbcUrl(Postgres.BOOK), Postgres.USER, "", ZoneOffset.UTC);
        await("the calendar", calendar::answers);
        Catalogue.all().forEach(host -> calendar.add(host.calendar()));
        Catalogue.write(postgres);
        Transitions.record(postgres);
        await(
                "the registry",
                () -> http.isOk(registryUrl.resolve("/apis/registry/v3/system/info"))
                        && http.isOk(registryUrl.resolve("/apis/ccompat/v7/subjects")));
        SchemaRegistration schemas = new SchemaRegistration(registryUrl.resolve("/apis/ccompat/v7"));
        schemas.requireFullTransitive();
        schemas.register(Topics.ALL);
        schemas.register(List.of(Catalogue.PARTNER_TOPIC));
        KafkaTools tools = kafka();
        await("Kafka", () -> tools.create(Catalogue.PARTNER_TOPIC.name(), 4));
        learn();
        Stream.of(workers, gateways, availability)
                .flatMap(some -> some.keySet().stream())
                .forEach(Child::up);
        awaitServices();
    }

    /** The first of each kind comes and goes, so that all that start later start fast. */
    private void learn() throws InterruptedException {
        List<Child> first = List.of(workers().getFirst(), gateways().getFirst());
        first.forEach(Child::up);
        for (Child child : first) {
            if (!isReadyWithin(START, child)) {
                throw new IllegalStateException(child.name() + " does not start: see " + child.log());
            }
        }
        for (Child child : first) {
            child.stop(START.toSeconds());
        }
    }

    /** Waits until every service says that it is ready. */
    public void awaitServices() throws InterruptedException {
        for (Map.Entry<Child, URI> gateway : gateways.entrySet()) {
            await(
                    gateway.getKey().name(),
                    () -> http.send("GET", gateway.getValue().resolve("/api/bookings/x"), null)
                                    .statusCode()
                            > 0);
        }
        for (Map<Child, URI> some : List.of(workers, availability)) {
            for (Map.Entry<Child, URI> worker : some.entrySet()) {
                await(worker.getKey().name(), () -> http.isOk(worker.getValue().resolve("/actuator/health/readiness")));
            }
        }
    }

    /** Waits until a service is ready; false if it is not by then. */
    public boolean isReadyWithin(Duration patience, Child child) throws InterruptedException {
        URI worker = workers.get(child);
        URI gateway = gateways.get(child);
        return within(
                patience,
                () -> worker != null
                        ? http.isOk(worker.resolve("/actuator/health/readiness"))
                        : http.send("GET", Objects.requireNonNull(gateway).resolve("/api/bookings/x"), null)
                                        .statusCode()
                                > 0);
    }

    /** Something that is true once. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition ready) throws InterruptedException {
        if (!within(START, ready)) {
            throw new IllegalStateException(what + " is not ready after " + START + ": see " + folder.path("logs"));
        }
    }

    /** Waits for a condition; what it throws counts as no. */
    public static boolean within(Duration patience, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return true;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // Not yet.
            }
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(100);
        }
    }

    private void keep() {
        try {
            while (!closed) {
                all().forEach(Child::keep);
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Brokers brokers() {
        return brokers;
    }

    public Postgres postgres() {
        return postgres;
    }

    public CalendarServer calendar() {
        return calendar;
    }

    public KafkaTools kafka() {
        return new KafkaTools(brokers.bootstrapServers());
    }

    public URI registryUrl() {
        return registryUrl;
    }

    public List<Child> gateways() {
        return List.copyOf(gateways.keySet());
    }

    /** Where the gateways are. */
    public List<URI> gatewayUrls() {
        return List.copyOf(gateways.values());
    }

    public List<Child> workers() {
        return List.copyOf(workers.keySet());
    }

    /** The worker that only comes to go again. */
    public Child extraWorker() {
        return extra;
    }

    /** A worker of the same group on another, empty database; it is not up. */
    public Child workerOnEmptyBook() throws SQLException {
        postgres.create(Postgres.EMPTIED);
        Migrations.run(postgres.jdbcUrl(Postgres.EMPTIED), Postgres.USER, "", ZoneOffset.UTC);
        Catalogue.write(postgres, Postgres.EMPTIED);
        return bookingWorker(
                "booking-worker-empty",
                Map.of(
                        "server.port",
                        Integer.toString(free.next()),
                        "meridian.database.url",
                        postgres.r2dbcUrl(Postgres.EMPTIED),
                        // It would soon make lost bookings again from what stands in the calendar.
                        "meridian.janitor.grace",
                        "10h"));
    }

    /** How many bookings that database has. */
    public Postgres.Counts emptied() throws SQLException {
        return postgres.counts(Postgres.EMPTIED);
    }

    /** Sets a process's clock wrong by that much; false where it can not be. */
    public boolean setClock(Child child, Duration wrong) {
        WrongClock known = clocks.get(child.name());
        return known != null && known.set(wrong);
    }

    public List<Child> all() {
        return Stream.of(
                        brokers.all().stream(),
                        Stream.of(postgres.child(), registry, calendar.child(), extra),
                        workers.keySet().stream(),
                        gateways.keySet().stream(),
                        availability.keySet().stream())
                .flatMap(some -> some)
                .toList();
    }

    private Path control(String name) {
        return folder.path(name + ".kill-point");
    }

    /** Lets the process die when it comes by that point. */
    public void arm(Child child, KillPoint point) {
        try {
            Path fresh = folder.path(child.name() + ".kill-point.new");
            Files.writeString(fresh, point.name(), StandardCharsets.UTF_8);
            Files.move(fresh, control(child.name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void disarm(Child child) {
        disarm(child.name());
    }

    private void disarm(String name) {
        try {
            Files.deleteIfExists(control(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line for each process that died at a kill point: the point and the process. */
    public List<String> witnessed() {
        Path witness = folder.path("witness");
        try {
            return Files.exists(witness) ? Files.readAllLines(witness, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends everything at once. */
    @Override
    public void close() {
        closed = true;
        all().forEach(Child::down);
    }
}
