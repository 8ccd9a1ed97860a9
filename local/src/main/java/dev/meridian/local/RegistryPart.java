package dev.meridian.local;

import dev.meridian.messaging.serde.SchemaRegistration;
import dev.meridian.schema.Topics;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry: Apicurio's, which also speaks Confluent's API, in a process of its own, with its data in our
 * Postgres. It ends with this process, however that ends.
 */
final class RegistryPart extends Part {

    private static final String NAME = "registry";

    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    /** Both interfaces that are used. */
    private static final List<String> READY_PATHS =
            List.of("/apis/registry/v3/system/info", CONFLUENT_API + "/subjects");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DataFolder folder;
    private final int port;
    private final String jdbcUrl;
    private final Consumer<String> onDeath;
    private final Path log;
    private @Nullable Process process;
    private volatile boolean stopping;

    /** Tells {@code onDeath}, if the process ends by itself after it was ready. */
    RegistryPart(DataFolder folder, int port, String jdbcUrl, Consumer<String> onDeath) {
        this.folder = folder;
        this.port = port;
        this.jdbcUrl = jdbcUrl;
        this.onDeath = onDeath;
        this.log = folder.log("registry.log");
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    protected void doStart() {
        Process started = launch();
        process = started;
        folder.remember(NAME, started.toHandle());
        awaitReady(started);
        registerSchemas();
        Thread.startVirtualThread(() -> watch(started));
    }

    private void watch(Process running) {
        running.onExit().join();
        if (!stopping) {
            onDeath.accept("The schema registry has stopped. Its log is " + log + ".");
        }
    }

    private Process launch() {
        Path home = Distributions.registry();
        Map<String, String> properties = Map.ofEntries(
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("quarkus.management.host", "127.0.0.1"),
                Map.entry("quarkus.management.port", "0"),
                Map.entry("quarkus.banner.enabled", "false"),
                Map.entry("quarkus.http.access-log.enabled", "false"),
                Map.entry("quarkus.log.console.format", "%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5p [%t] %c: %m%n%e"),
                Map.entry("apicurio.storage.kind", "sql"),
                Map.entry("apicurio.storage.sql.kind", "postgresql"),
                Map.entry("apicurio.datasource.url", jdbcUrl),
                Map.entry("apicurio.datasource.username", PostgresPart.USER),
                Map.entry("apicurio.datasource.password", "none"),
                Map.entry("apicurio.datasource.jdbc.initial-size", "2"),
                Map.entry("apicurio.datasource.jdbc.min-size", "2"),
                Map.entry("apicurio.datasource.jdbc.max-size", "10"),
                Map.entry("java.util.logging.manager", "org.jboss.logmanager.LogManager"));
        List<String> command = new ArrayList<>();
        if (!File.separator.equals("\\")) {
            // The terminal's Ctrl-C is for us: the registry goes after those who use it.
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                Distributions.ownClasses() + File.pathSeparator + home.resolve("quarkus-run.jar"),
                RegistryMain.class.getName(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new CannotStart("The schema registry cannot be started: " + e, e);
        }
    }

    private void awaitReady(Process started) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!READY_PATHS.stream().allMatch(path -> answers(http, path))) {
                if (!started.isAlive()) {
                    throw new CannotStart("The schema registry does not start. Its log is " + log
                            + "; its data is the database \"" + PostgresPart.REGISTRY_DATABASE + "\" in our Postgres.");
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new CannotStart("The schema registry is not ready after " + PATIENCE.toMinutes()
                            + " minutes. Its log is " + log + ".");
                }
                // Also the pause between two looks.
                started.waitFor(100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
    }

    /** Once for all services: three at once get into each other's way. */
    private void registerSchemas() {
        try {
            SchemaRegistration registration = new SchemaRegistration(url().resolve(CONFLUENT_API));
            registration.requireFullTransitive();
            registration.register(Topics.ALL);
        } catch (IllegalStateException | SchemaRegistration.Incompatible e) {
            throw new CannotStart(
                    "The schemas cannot be registered: " + e.getMessage() + ". The log is " + log + ".", e);
        }
    }

    private boolean answers(HttpClient http, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url().resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
    }

    @Override
    protected void doStop() {
        stopping = true;
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            end(running.toHandle());
        } catch (IOException e) {
            end(running.toHandle());
        }
        folder.forget(NAME);
    }

    /**
     * Ends a registry that an earlier process of ours left running.
     *
     * @return whether there was one
     */
    static boolean stopLeftover(DataFolder folder) {
        boolean found = folder.leftover(NAME).map(RegistryPart::end).orElse(false);
        folder.forget(NAME);
        return found;
    }

    private static boolean end(ProcessHandle process) {
        try {
            process.onExit().get(3, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            process.onExit().join();
        }
        return true;
    }
}
