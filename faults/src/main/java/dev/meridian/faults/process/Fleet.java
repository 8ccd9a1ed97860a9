package dev.meridian.faults.process;

import dev.meridian.bookings.database.Migrations;
import dev.meridian.faults.process.Services.Service;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

    private static final Duration START = Duration.ofMinutes(6);

    private final Path logs;
    private final Http http = new Http();
    private final KillSwitches killSwitches;
    private final Brokers brokers;
    private final Postgres postgres;
    private final Registry registry;
    private final CalendarServer calendar;
    private final Services services;
    private final List<Service> gateways;
    private final List<Service> workers;
    private final Service availability;
    private final Child extra;
    private final StartWatch starts;
    private volatile boolean closed;

    public Fleet(WorkFolder folder, Clock clock) throws IOException {
        logs = folder.path("logs");
        starts = new StartWatch(clock);
        FreePorts free = new FreePorts();
        String classPath = String.join(File.pathSeparator, Jars.ofHarness(folder.path("jars")));
        killSwitches = new KillSwitches(folder);
        brokers = new Brokers(folder, free, classPath, clock);
        postgres = new Postgres(folder, free, clock);
        registry = new Registry(folder, free, postgres, clock);
        calendar = new CalendarServer(folder, free, classPath, clock);
        services = new Services(
                folder,
                free,
                clock,
                killSwitches,
                classPath,
                Map.of(
                        "meridian.kafka.bootstrap-servers", brokers.bootstrapServers(),
                        "meridian.registry-url", registry.url().toString(),
                        "meridian.database.url", postgres.r2dbcUrl(Postgres.BOOK),
                        "meridian.database.username", Postgres.USER,
                        "meridian.google.root-url", calendar.root().toString(),
                        "meridian.google.access-token", CalendarServer.TOKEN));
        gateways = List.of(services.gateway(1), services.gateway(2));
        workers = List.of(
                services.bookingWorker("booking-worker-1", Map.of()),
                services.bookingWorker("booking-worker-2", Map.of()));
        availability = services.availabilityWorker();
        extra = services.bookingWorker("booking-worker-3", Map.of()).child();
    }

    /** Starts everything; returns when all is ready. */
    public void start() throws IOException, InterruptedException, SQLException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-the-fleet"));
        Thread.ofPlatform().daemon().name("keep-the-fleet").start(this::keep);
        Thread.ofPlatform().daemon().name("watch-starts").start(this::watchStarts);
        brokers.all().forEach(Child::up);
        calendar.child().up();
        postgres.initialise();
        postgres.child().up();
        await("Postgres", postgres::answers);
        postgres.create(Postgres.REGISTRY);
        postgres.create(Postgres.BOOK);
        registry.child().up();
        migrate(Postgres.BOOK);
        Transitions.record(postgres);
        await("the calendar", calendar::answers);
        Catalogue.all().forEach(host -> calendar.add(host.calendar()));
        await("the registry", registry::answers);
        registry.register();
        KafkaTools tools = kafka();
        await("Kafka", () -> tools.create(Catalogue.PARTNER_TOPIC.name(), 4));
        learn();
        services().map(Service::child).forEach(Child::up);
        awaitServices();
    }

    private void migrate(String database) throws SQLException {
        Migrations.run(postgres.jdbcUrl(database), Postgres.USER, "", ZoneOffset.UTC);
        Catalogue.write(postgres, database);
    }

    /** The first of each kind comes and goes, so that all that start later start fast. */
    private void learn() throws InterruptedException {
        List<Service> first = List.of(workers.getFirst(), gateways.getFirst(), availability);
        first.forEach(service -> service.child().up());
        for (Service service : first) {
            await(service);
        }
        for (Service service : first) {
            service.child().stop(START.toSeconds());
        }
    }

    /** Waits until every service says that it is ready. */
    public void awaitServices() throws InterruptedException {
        for (Service service : services().toList()) {
            await(service);
        }
    }

    private void await(Service service) throws InterruptedException {
        await(service.child().name(), () -> http.isOk(service.readiness()));
    }

    private void await(String what, Condition ready) throws InterruptedException {
        if (!Condition.within(START, ready)) {
            throw new IllegalStateException(what + " is not ready after " + START + ": see " + logs);
        }
    }

    /** Waits until a service is ready; false if it is not by then. */
    public boolean isReadyWithin(Duration patience, Child child) throws InterruptedException {
        Service service =
                services().filter(one -> one.child().equals(child)).findAny().orElseThrow();
        return Condition.within(patience, () -> http.isOk(service.readiness()));
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

    private void watchStarts() {
        try {
            while (!closed) {
                starts.look(services().toList());
                Thread.sleep(2_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts after which a service never got ready, so that it was killed. */
    public List<String> hungStarts() {
        return starts.hung();
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

    public KillSwitches killSwitches() {
        return killSwitches;
    }

    public KafkaTools kafka() {
        return new KafkaTools(brokers.bootstrapServers());
    }

    public URI registryUrl() {
        return registry.url();
    }

    public List<Child> gateways() {
        return gateways.stream().map(Service::child).toList();
    }

    /** Where the gateways are. */
    public List<URI> gatewayUrls() {
        return gateways.stream().map(Service::url).toList();
    }

    public List<Child> workers() {
        return workers.stream().map(Service::child).toList();
    }

    /** The worker that only comes to go again. */
    public Child extraWorker() {
        return extra;
    }

    /** A worker of the same group on another, empty database; it is not up. */
    public Child workerOnEmptyBook() throws SQLException {
        postgres.create(Postgres.EMPTIED);
        migrate(Postgres.EMPTIED);
        return services.bookingWorker(
                        "booking-worker-empty",
                        Map.of(
                                "meridian.database.url",
                                postgres.r2dbcUrl(Postgres.EMPTIED),
                                // It would soon make lost bookings again from what stands in the calendar.
                                "meridian.janitor.grace",
                                "10h"))
                .child();
    }

    /** What that database has come to hold. */
    public Postgres.Counts emptied() throws SQLException {
        return postgres.counts(Postgres.EMPTIED);
    }

    /** Sets a process's clock wrong by that much; false where it can not be. */
    public boolean setClock(Child child, Duration wrong) {
        return services.setClock(child, wrong);
    }

    private Stream<Service> services() {
        return Stream.of(workers.stream(), gateways.stream(), Stream.of(availability))
                .flatMap(some -> some);
    }

    /** Every process, also the one that only comes to go again. */
    public List<Child> all() {
        return Stream.of(
                        brokers.all().stream(),
                        Stream.of(postgres.child(), registry.child(), calendar.child(), extra),
                        services().map(Service::child))
                .flatMap(some -> some)
                .toList();
    }

    /** Ends everything at once. */
    @Override
    public void close() {
        closed = true;
        all().forEach(Child::down);
    }
}
