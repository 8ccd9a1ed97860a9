package dev.meridian.faults.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Three brokers, each its own controller; whatever is written is on two of them before it counts. */
public final class Brokers {

    static final int COUNT = 3;
    private static final String CONTROLLER = "CONTROLLER";

    private final List<Integer> ports;
    private final List<Child> children = new ArrayList<>();

    Brokers(WorkFolder folder, FreePorts free, String classPath, Clock clock) throws IOException {
        ports = IntStream.range(0, COUNT).map(n -> free.next()).boxed().toList();
        List<Integer> controllers =
                IntStream.range(0, COUNT).map(n -> free.next()).boxed().toList();
        String voters = IntStream.range(0, COUNT)
                .mapToObj(n -> (n + 1) + "@127.0.0.1:" + controllers.get(n))
                .collect(Collectors.joining(","));
        String cluster = Uuid.randomUuid().toString();
        for (int n = 0; n < COUNT; n++) {
            Path data = folder.path("kafka-" + (n + 1));
            format(cluster, n + 1, data);
            Path settings = folder.path("kafka-" + (n + 1) + ".properties");
            write(settings, settings(n + 1, ports.get(n), controllers.get(n), voters, data));
            List<String> command = JavaCommand.of(
                    300,
                    List.of("-Dlogback.configurationFile=logback-faults.xml"),
                    "kafka.Kafka",
                    List.of(settings.toString()));
            children.add(new Child(
                    "kafka-" + (n + 1),
                    folder,
                    new Child.Launch(() -> command, Map.of("CLASSPATH", classPath), () -> {}),
                    clock));
        }
    }

    public String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** By node id, from 1. */
    public Child node(int id) {
        return children.get(id - 1);
    }

    public List<Child> all() {
        return List.copyOf(children);
    }

    private static void format(String cluster, int node, Path data) throws IOException {
        Files.createDirectories(data);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                    .setClusterId(cluster)
                    .setNodeId(node)
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName(CONTROLLER)
                    .run();
        } catch (Exception e) {
            throw new IOException(data + ": could not be formatted", e);
        }
    }

    private static void write(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
    }

    private static Map<String, String> settings(int node, int port, int controller, String voters, Path data) {
        String copies = Integer.toString(COUNT);
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(node)),
                Map.entry("controller.quorum.voters", voters),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("default.replication.factor", copies),
                Map.entry("min.insync.replicas", "2"),
                Map.entry("unclean.leader.election.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("offsets.topic.num.partitions", "8"),
                Map.entry("offsets.topic.replication.factor", copies),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", copies),
                Map.entry("transaction.state.log.min.isr", "2"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", copies),
                Map.entry("share.coordinator.state.topic.min.isr", "2"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
                Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)));
    }
}
