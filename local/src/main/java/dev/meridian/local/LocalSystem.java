package dev.meridian.local;

import dev.meridian.calendars.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole system on this machine: Kafka, Postgres, the schema registry, the calendar sandbox, both workers and the
 * gateway, each part the real one. The command {@code spring-boot:run} and the end-to-end tests run the same.
 *
 * <p>One at a time in a JVM, as it takes over the JVM's log.
 */
public final class LocalSystem implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSystem.class);

    private final LocalSettings settings;
    private final Progress progress;
    private final DataFolder folder;
    private final LocalLog log;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Consumer<String> onDeath = why -> LOG.error("{}", why);
    private volatile @Nullable Parts parts;

    /** Takes the data folder and starts nothing yet. */
    LocalSystem(LocalSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.folder = DataFolder.open(settings.dataDir());
        this.log = LocalLog.to(folder.log(LocalLog.FILE));
    }

    /**
     * Starts all parts; returns when the gateway is ready and the rest with it.
     *
     * @throws CannotStart with the reason, after everything that was started has been stopped again
     */
    public static LocalSystem start(LocalSettings settings) {
        return start(settings, Progress.SILENT);
    }

    /** The same, with somebody to watch. */
    public static LocalSystem start(LocalSettings settings, Progress progress) {
        LocalSystem system = new LocalSystem(settings, progress);
        system.start();
        return system;
    }

    void start() {
        try {
            if (RegistryPart.stopLeftover(folder)) {
                progress.say("  Stopped a schema registry that an earlier run had left behind.");
            }
            if (PostgresPart.stopLeftover(folder)) {
                progress.say("  Stopped a Postgres that an earlier run had left behind.");
            }
            Ports ports = settings.ports().claimed(settings.gatewayAddress(), !settings.realCalendar());
            Parts starting = new Parts(settings, ports, folder, progress, this::died);
            parts = starting;
            if (closed.get()) {
                throw new Part.Stopping();
            }
            starting.start();
        } catch (RuntimeException e) {
            if (closed.get()) {
                throw new Part.Stopping();
            }
            close();
            throw e;
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Calls back with a sentence when a part stops by itself. */
    void onDeath(Consumer<String> listener) {
        onDeath = listener;
    }

    private void died(String why) {
        if (!closed.get()) {
            onDeath.accept(why);
        }
    }

    /** The gateway's address. */
    public URI gateway() {
        return parts().gatewayUrl();
    }

    /** A key that the gateway's REST interface takes. */
    public String apiKey() {
        return settings.apiKey();
    }

    /** Kafka's address, {@code host:port}. */
    public String kafka() {
        return parts().kafka().bootstrapServers();
    }

    /** The schema registry's address, to which {@code /apis/ccompat/v7} is added for Confluent's API. */
    public URI registry() {
        return parts().registry().url();
    }

    /** The book's database, for JDBC. */
    public String jdbcUrl() {
        return parts().postgres().jdbcUrl(PostgresPart.DATABASE);
    }

    /** Who may do everything there. */
    public String databaseUsername() {
        return PostgresPart.USER;
    }

    /** Nobody is asked for it: the server listens to this machine only. */
    public String databasePassword() {
        return "";
    }

    /**
     * The calendar.
     *
     * @throws IllegalStateException when it is a real one
     */
    public Sandbox sandbox() {
        SandboxPart part = parts().sandbox();
        if (part == null) {
            throw new IllegalStateException("there is no sandbox beside a real calendar");
        }
        return part.sandbox();
    }

    /** File with the log of everything in this JVM; those of Postgres and the registry are beside it. */
    public Path log() {
        return folder.log(LocalLog.FILE);
    }

    LocalSettings settings() {
        return settings;
    }

    private Parts parts() {
        Parts known = parts;
        if (known == null) {
            throw new IllegalStateException("the system is not started");
        }
        return known;
    }

    /** Stops the parts, those first that use others. Also during a start, which then ends. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        log.consoleOff();
        Parts running = parts;
        if (running != null) {
            running.stop();
        }
        log.close();
        folder.close();
    }
}
