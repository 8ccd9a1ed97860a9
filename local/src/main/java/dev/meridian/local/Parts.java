package dev.meridian.local;

import dev.meridian.availability.AvailabilityWorker;
import dev.meridian.booking.BookingWorker;
import dev.meridian.gateway.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a local system: which there are, how they are wired, and in what order they start and stop. */
final class Parts {

    private final LocalSettings settings;
    private final Ports ports;
    private final DataFolder folder;
    private final Progress progress;
    private final PostgresPart postgres;
    private final KafkaPart kafka;
    private final RegistryPart registry;
    private final @Nullable SandboxPart sandbox;
    private final ServicePart availabilityWorker;
    private final ServicePart bookingWorker;
    private final ServicePart gateway;
    private volatile CompletableFuture<Void> workers = CompletableFuture.completedFuture(null);

    /** Starts nothing yet. Tells {@code died}, if a part ends by itself later. */
    Parts(LocalSettings settings, Ports ports, DataFolder folder, Progress progress, Consumer<String> died) {
        this.settings = settings;
        this.ports = ports;
        this.folder = folder;
        this.progress = progress;
        postgres = new PostgresPart(folder, ports.postgres(), settings.quick(), died);
        kafka = new KafkaPart(folder, ports.kafka(), died);
        registry = new RegistryPart(folder, ports.registry(), postgres.jdbcUrl(PostgresPart.REGISTRY_DATABASE), died);
        sandbox = settings.realCalendar() ? null : new SandboxPart(folder, ports.sandbox(), settings.businessZone());
        Path logFile = folder.log(LocalLog.FILE);
        Map<String, String> worker = serviceProperties();
        worker.put("spring.main.web-application-type", "none");
        worker.put("management.server.port", "-1");
        availabilityWorker =
                new ServicePart("availability worker", logFile, AvailabilityWorker::application, worker, () -> {});
        // There is one calendar, and its owner is watching.
        worker.putIfAbsent("meridian.janitor.sync", "15s");
        if (sandbox != null && isReachedOnLoopback()) {
            worker.putIfAbsent("meridian.public-url", gatewayUrl().toString());
        }
        bookingWorker = new ServicePart("booking worker", logFile, BookingWorker::application, worker, () -> {});
        Map<String, String> web = serviceProperties();
        web.put("server.port", Integer.toString(ports.gateway()));
        web.put("management.server.port", Integer.toString(ports.gateway()));
        web.put("server.address", settings.gatewayAddress().getHostAddress());
        web.put("spring.reactor.netty.shutdown-quiet-period", "0s");
        gateway = new ServicePart("gateway", logFile, Gateway::application, web, this::firstRequests);
    }

    private Map<String, String> serviceProperties() {
        Map<String, String> properties = new HashMap<>(settings.properties());
        properties.putIfAbsent("meridian.secret", folder.secret());
        properties.put("meridian.local", "true");
        properties.put("meridian.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("meridian.registry-url", registry.url().toString());
        properties.put("meridian.kafka.register-schemas", "false");
        properties.put("meridian.database.url", postgres.r2dbcUrl());
        properties.put("meridian.database.username", PostgresPart.USER);
        properties.put("meridian.database.password", "");
        if (sandbox != null) {
            properties.put("meridian.google.root-url", sandbox.rootUrl());
            properties.put("meridian.google.access-token", sandbox.token());
        }
        return properties;
    }

    Ports ports() {
        return ports;
    }

    PostgresPart postgres() {
        return postgres;
    }

    KafkaPart kafka() {
        return kafka;
    }

    RegistryPart registry() {
        return registry;
    }

    /** Null beside a real calendar. */
    @Nullable
    SandboxPart sandbox() {
        return sandbox;
    }

    private boolean isReachedOnLoopback() {
        InetAddress address = settings.gatewayAddress();
        return address.isAnyLocalAddress() || address.isLoopbackAddress();
    }

    URI gatewayUrl() {
        InetAddress address = settings.gatewayAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + ports.gateway());
    }

    /** Starts all; returns when all are ready, or throws the first failure once no start is under way any more. */
    void start() {
        List<CompletableFuture<Void>> infrastructure = new ArrayList<>();
        infrastructure.add(run(() -> {
            timed("Postgres", "127.0.0.1:" + ports.postgres(), postgres);
            timed("Schema registry", registry.url().toString(), registry);
        }));
        infrastructure.add(run(() -> timed("Kafka", kafka.bootstrapServers(), kafka)));
        if (sandbox != null) {
            infrastructure.add(run(() -> timed("Calendar sandbox", sandbox.rootUrl(), sandbox)));
        }
        join(infrastructure);
        CompletableFuture<Void> availability = run(() -> timed("Availability worker", "", availabilityWorker));
        CompletableFuture<Void> booking = run(() -> timed("Booking worker", "", bookingWorker));
        workers = CompletableFuture.allOf(availability, booking);
        join(List.of(
                availability, booking, run(() -> timed("Gateway", gatewayUrl().toString(), gateway))));
    }

    /**
     * Before the gateway says that it is ready: once to the calendar and once to the book, as the very first request
     * loads and connects what all later ones use.
     */
    private void firstRequests() {
        workers.join();
        try (HttpClient http = HttpClient.newHttpClient()) {
            int calendar = ask(http, "/api/availability?time_zone=America/Los_Angeles");
            int book = ask(http, "/api/bookings/" + new UUID(0, 0));
            if (calendar != 200 || book != 404) {
                progress.say("  The first requests failed: status " + calendar + " for free times (expected: 200), "
                        + book + " for a booking that does not exist (expected: 404). The log says more.");
            }
        } catch (IOException e) {
            progress.say("  The first requests failed: " + e + ". The log says more.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Part.Stopping();
        }
    }

    private int ask(HttpClient http, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gatewayUrl().resolve(path))
                .header("Authorization", "Bearer " + settings.apiKey())
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void timed(String name, String where, Part part) {
        long start = System.nanoTime();
        part.start();
        progress.ready(name, where, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Stops all, those first that use others. */
    void stop() {
        gateway.stop();
        CompletableFuture.allOf(run(availabilityWorker::stop), run(bookingWorker::stop))
                .join();
        if (sandbox != null) {
            sandbox.stop();
        }
        CompletableFuture.allOf(run(registry::stop), run(kafka::stop)).join();
        postgres.stop();
    }

    private static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(
                task, command -> Thread.ofPlatform().name("local").start(command));
    }

    /** Waits for all, so that nothing is stopped in the middle of its start; then the first failure counts. */
    private static void join(List<CompletableFuture<Void>> tasks) {
        RuntimeException first = null;
        for (CompletableFuture<Void> task : tasks) {
            try {
                task.join();
            } catch (CompletionException e) {
                RuntimeException failure = e.getCause() instanceof RuntimeException cause ? cause : e;
                if (first == null || first instanceof Part.Stopping) {
                    first = failure;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
