package dev.meridian.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A Postgres server, started on first use and shared by all tests of a JVM; each caller takes an empty database of its
 * own. The session time zone is Chatham's (+12:45 and +13:45), so that nobody comes to rely on UTC. Data is not
 * synced to disk: a crash of the server is not among the things tests do to it.
 */
public final class TestPostgres {

    private static final String ZONE = "Pacific/Chatham";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Where a database is and how to get in. Both URLs are without user and password. */
    public record Database(String jdbcUrl, String r2dbcUrl, String username, String password) {

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl, username, password);
        }
    }

    /** Creates an empty database. */
    public static Database freshDatabase() {
        Server server = Shared.SERVER;
        String name = "test_" + DATABASES.incrementAndGet();
        Database admin = server.database("postgres");
        try (Connection connection = admin.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + ": could not be created", e);
        }
        return server.database(name);
    }

    private record Server(String host, int port, String username, String password) {

        Database database(String name) {
            String address = host + ":" + port + "/" + name;
            return new Database(
                    "jdbc:postgresql://" + address,
                    // The driver would announce the JVM's zone otherwise.
                    "r2dbc:postgresql://" + address + "?timeZone=" + ZONE,
                    username,
                    password);
        }
    }

    private static final class Shared {

        static final Server SERVER = Containers.wanted() ? container() : embedded();

        // Ends with the JVM: the library adds a shutdown hook.
        private static Server embedded() {
            try {
                @SuppressWarnings("resource")
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("timezone", ZONE)
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("full_page_writes", "off")
                        .start();
                return new Server("127.0.0.1", postgres.getPort(), "postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException("Postgres did not start", e);
            }
        }

        // Ends with the JVM: the container is removed by Testcontainers' own sidecar.
        @SuppressWarnings("resource")
        private static Server container() {
            PostgreSQLContainer postgres = new PostgreSQLContainer(Containers.POSTGRES_IMAGE)
                    .withUsername("postgres")
                    .withPassword("postgres")
                    .withCommand(
                            "postgres",
                            "-c",
                            "timezone=" + ZONE,
                            "-c",
                            "max_connections=200",
                            "-c",
                            "fsync=off",
                            "-c",
                            "synchronous_commit=off");
            postgres.start();
            return new Server(postgres.getHost(), postgres.getMappedPort(5432), "postgres", "postgres");
        }
    }

    private TestPostgres() {}
}
