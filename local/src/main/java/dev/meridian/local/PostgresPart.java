package dev.meridian.local;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Postgres server with its data in the data folder. What it has committed is on disk, also after a crash of the
 * machine, unless tests asked for speed.
 *
 * <p>The server runs in a session of its own, so that the terminal's Ctrl-C does not end it before those who use it;
 * should this process be killed, the server stays, and the next start stops it.
 */
final class PostgresPart extends Part {

    static final String USER = "postgres";
    static final String DATABASE = "meridian";
    static final String REGISTRY_DATABASE = "registry";

    private final DataFolder folder;
    private final int port;
    private final boolean quick;
    private final Consumer<String> onDeath;
    private final Path log;
    private volatile boolean stopping;

    /** Tells {@code onDeath}, if the server ends by itself after it was ready. */
    PostgresPart(DataFolder folder, int port, boolean quick, Consumer<String> onDeath) {
        this.folder = folder;
        this.onDeath = onDeath;
        this.port = port;
        this.quick = quick;
        this.log = folder.log("postgres.log");
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String r2dbcUrl() {
        return "r2dbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    protected void doStart() {
        Path data = folder.postgres();
        if (isEmpty(data)) {
            run("initdb", "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale");
        }
        run("pg_ctl", "-D", data.toString(), "-l", log.toString(), "-o", options(), "-w", "-t", "120", "start");
        createDatabase(DATABASE);
        createDatabase(REGISTRY_DATABASE);
        postmaster(folder).ifPresent(server -> Thread.startVirtualThread(() -> watch(server)));
    }

    private void watch(ProcessHandle server) {
        server.onExit().join();
        if (!stopping) {
            onDeath.accept("Postgres has stopped. Its log is " + log + ".");
        }
    }

    private static boolean isEmpty(Path data) {
        try (Stream<Path> files = Files.exists(data) ? Files.list(data) : Stream.empty()) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new CannotStart("The folder " + data + " cannot be read: " + e, e);
        }
    }

    private String options() {
        String safe = quick ? "off" : "on";
        return String.join(
                " ",
                List.of(
                        "-p " + port,
                        "-c listen_addresses=127.0.0.1",
                        "-c unix_socket_directories=''",
                        "-c fsync=" + safe,
                        "-c synchronous_commit=" + safe,
                        "-c full_page_writes=" + safe,
                        "-c max_connections=200",
                        "-c timezone=UTC",
                        "-c log_timezone=UTC",
                        // Statements carry people's names and numbers; the log must not.
                        "-c log_min_error_statement=panic",
                        "-c log_error_verbosity=terse"));
    }

    private void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, "");
                PreparedStatement find = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            find.setString(1, name);
            try (ResultSet found = find.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
            try (Statement create = connection.createStatement()) {
                create.execute("create database " + name);
            }
        } catch (SQLException e) {
            throw new CannotStart(doesNotStart(e.toString()), e);
        }
    }

    @Override
    protected void doStop() {
        stopping = true;
        if (postmaster(folder).isPresent()) {
            stop(folder);
        }
    }

    /**
     * Stops the server that an earlier process of ours left running on this data, and removes what keeps a new one
     * from starting.
     *
     * @return whether there was one
     */
    static boolean stopLeftover(DataFolder folder) {
        if (postmaster(folder).isPresent()) {
            stop(folder);
            return true;
        }
        try {
            // The number in it belongs to no server any more, perhaps to some other program.
            Files.deleteIfExists(pidFile(folder));
        } catch (IOException e) {
            throw new CannotStart("The file " + pidFile(folder) + " cannot be deleted: " + e, e);
        }
        return false;
    }

    private static Path pidFile(DataFolder folder) {
        return folder.postgres().resolve("postmaster.pid");
    }

    private static Optional<ProcessHandle> postmaster(DataFolder folder) {
        try (Stream<String> lines = Files.lines(pidFile(folder), StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("\\d+"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void stop(DataFolder folder) {
        Path log = folder.log("postgres.log");
        String data = folder.postgres().toString();
        if (!tool(log, "pg_ctl", "-D", data, "-m", "fast", "-w", "-t", "20", "stop")
                && !tool(log, "pg_ctl", "-D", data, "-m", "immediate", "-w", "-t", "10", "stop")) {
            throw new CannotStart("Postgres on " + data + " is left over from an earlier run and does not stop."
                    + " Kill the process whose number is the first line of " + pidFile(folder) + ".");
        }
    }

    private void run(String tool, String... arguments) {
        if (!tool(log, tool, arguments)) {
            throw new CannotStart(doesNotStart(tool + " failed"));
        }
    }

    private String doesNotStart(String reason) {
        return "Postgres does not start on its data in " + folder.postgres() + " (" + reason + "). Its log is " + log
                + ". If the data is damaged, restore the folder from a copy; or move it away to begin with an empty"
                + " calendar book, together with " + folder.kafka() + ".";
    }

    private static boolean tool(Path log, String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // We are root, which Postgres refuses to run as.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(Distributions.postgres().resolve("bin").resolve(tool).toString());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(150, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            throw new CannotStart("Postgres' " + tool + " cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
    }
}
