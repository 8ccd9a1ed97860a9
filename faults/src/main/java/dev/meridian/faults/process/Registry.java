package dev.meridian.faults.process;

import dev.meridian.local.Distributions;
import dev.meridian.messaging.serde.SchemaRegistration;
import dev.meridian.schema.Topics;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The schema registry, with its data in our Postgres. */
final class Registry {

    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private final URI url;
    private final Child child;
    private final Http http = new Http();

    Registry(WorkFolder folder, FreePorts free, Postgres postgres, Clock clock) {
        int port = free.next();
        url = URI.create("http://127.0.0.1:" + port);
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
        String classPath =
                ownClasses() + File.pathSeparator + Distributions.registry().resolve("quarkus-run.jar");
        child = new Child(
                "registry",
                folder,
                new Child.Launch(
                        () -> JavaCommand.of(192, options, "io.quarkus.bootstrap.runner.QuarkusEntryPoint", List.of()),
                        Map.of("CLASSPATH", classPath),
                        () -> {}),
                clock);
    }

    /** Where this module's classes are; the registry brings everything else it needs. */
    private static Path ownClasses() {
        return Path.of(URI.create(Registry.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    Child child() {
        return child;
    }

    URI url() {
        return url;
    }

    boolean answers() throws InterruptedException {
        return http.isOk(url.resolve("/apis/registry/v3/system/info"))
                && http.isOk(url.resolve(CONFLUENT_API + "/subjects"));
    }

    void register() {
        SchemaRegistration schemas = new SchemaRegistration(url.resolve(CONFLUENT_API));
        schemas.requireFullTransitive();
        schemas.register(Topics.ALL);
        schemas.register(List.of(Catalogue.PARTNER_TOPIC));
    }
}
