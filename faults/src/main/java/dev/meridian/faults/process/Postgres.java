package dev.meridian.faults.process;

import dev.meridian.local.Distributions;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Postgres, with everything it has committed on disk. */
public final class Postgres {

    static final String USER = "postgres";
    static final String BOOK = "meridian";
    static final String REGISTRY = "registry";
    static final String EMPTIED = "emptied";

    private final WorkFolder folder;
    private final int port;
    private final Path data;
    private final Child child;

    Postgres(WorkFolder folder, FreePorts free, Clock clock) {
        this.folder = folder;
        port = free.next();
        data = folder.path("postgres");
        child = new Child(
                "postgres",
                folder,
                new Child.Launch(() -> command("postgres", options()), Map.of(), this::removePidFile),
                clock);
    }

    public Child child() {
        return child;
    }

    /** Connects as somebody who may do everything. */
    public Connection connect() throws SQLException {
        return connect(BOOK);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, "");
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=5&socketTimeout=60";
    }

    String r2dbcUrl(String database) {
        return "r2dbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    void initialise() throws IOException, InterruptedException {
        Process initdb = new ProcessBuilder(command(
                        "initdb",
                        List.of("-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale")))
                .redirectErrorStream(true)
                .redirectOutput(folder.log("initdb").toFile())
                .start();
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed: " + folder.log("initdb"));
        }
    }

    boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    void create(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
    }

    /** Bookings, requests that were not refused as too late, and events of bookings to publish in a database. */
    public record Counts(long bookings, long requests, long decidedOtherwise, long events) {}

    Counts counts(String database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from bookings), (select count(*) from requests),
                            (select count(*) from requests where outcome ->> 'status' is distinct from 'EXPIRED'),
                            (select count(*) from outbox where topic = 'booking.events.v1')""")) {
            row.next();
            return new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        for (String option : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=200",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_min_error_statement=panic",
                "log_error_verbosity=terse")) {
            options.add("-c");
            options.add(option);
        }
        return options;
    }

    private static List<String> command(String tool, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // Postgres refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(Distributions.postgres().resolve("bin").resolve(tool).toString());
        command.addAll(arguments);
        return command;
    }

    /** All its processes are gone by now; their number may be somebody else's, and would keep it from starting. */
    private void removePidFile() {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
