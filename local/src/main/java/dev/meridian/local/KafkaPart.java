package dev.meridian.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Kafka broker, which is its own controller, in this JVM, with its data in the data folder. */
final class KafkaPart extends Part {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPart.class);
    private static final int NODE = 1;

    private final DataFolder folder;
    private final int port;
    private final Consumer<String> onDeath;
    private final CompletableFuture<Void> death = new CompletableFuture<>();
    private @Nullable KafkaRaftServer server;
    private volatile boolean ready;

    /** Tells {@code onDeath} why, if the broker gives up after it was ready. */
    KafkaPart(DataFolder folder, int port, Consumer<String> onDeath) {
        this.folder = folder;
        this.port = port;
        this.onDeath = onDeath;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    protected void doStart() {
        // Kafka ends the JVM when it is in trouble; here it shares the JVM with those who want to tell about it.
        Exit.setExitProcedure(this::die);
        Exit.setHaltProcedure(this::die);
        try {
            format();
            KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(config()), Time.SYSTEM);
            server = starting;
            CompletableFuture.anyOf(CompletableFuture.runAsync(starting::startup, Thread::startVirtualThread), death)
                    .join();
            ready = true;
        } catch (CompletionException e) {
            throw doesNotStart(e.getCause() == null ? e : e.getCause());
        } catch (Exception e) {
            throw doesNotStart(e);
        }
    }

    private CannotStart doesNotStart(Throwable reason) {
        return new CannotStart(
                "Kafka does not start on its data in " + folder.kafka() + " (" + reason.getMessage() + "). The log is "
                        + folder.log(LocalLog.FILE) + ". If the data is damaged, move that folder away to begin with an"
                        + " empty Kafka; the bookings are in Postgres and stay.",
                reason);
    }

    private void die(int status, @Nullable String message) {
        String reason = "Kafka has stopped: "
                + (message == null || message.isBlank() ? "status " + status : message) + ". The log is "
                + folder.log(LocalLog.FILE) + ".";
        IllegalStateException failure = new IllegalStateException(reason);
        death.completeExceptionally(failure);
        LOG.error(reason, failure);
        if (ready) {
            onDeath.accept(reason);
        }
        // Kafka's thread counts on not coming back from here.
        throw failure;
    }

    private void format() throws Exception {
        String directory = folder.kafka().toString();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        new Formatter()
                .setPrintStream(new PrintStream(told, true, StandardCharsets.UTF_8))
                .setClusterId(clusterId(directory))
                .setNodeId(NODE)
                .setDirectories(List.of(directory))
                .setMetadataLogDirectory(directory)
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .run();
        LOG.info("{}", told.toString(StandardCharsets.UTF_8).strip());
    }

    private static String clusterId(String directory) throws IOException {
        MetaPropertiesEnsemble kept = new MetaPropertiesEnsemble.Loader()
                .addLogDirs(List.of(directory))
                .load();
        return kept.clusterId().orElseGet(() -> Uuid.randomUuid().toString());
    }

    private Map<String, String> config() {
        int controller = Ports.anyFree();
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controller),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", folder.kafka().toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // As long as requests are kept, so that a system at rest for weeks reads on where it was.
                Map.entry("offsets.retention.minutes", "43200"),
                // After a crash the broker waits until its own earlier session is over.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("offsets.topic.num.partitions", "8"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
                Map.entry("log.segment.bytes", Integer.toString(128 << 20)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)));
    }

    @Override
    protected void doStop() {
        KafkaRaftServer running = server;
        if (running != null) {
            try {
                running.shutdown();
                running.awaitShutdown();
            } catch (RuntimeException e) {
                LOG.warn("Kafka did not stop cleanly; it checks its data at the next start", e);
            }
        }
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }
}
