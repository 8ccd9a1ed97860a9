package dev.meridian.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A Kafka broker. {@link #shared()} is started on first use and shared by all tests of a JVM, which keep apart by unique
 * topics and groups; a test that stops the broker, or needs topics under their real names to itself, starts one with
 * {@link #isolated()}.
 */
public final class TestKafka implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of(
            "auto.create.topics.enable", "false",
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "4",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.num.partitions", "2",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "num.partitions", "1");

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String bootstrapServers;
    private final Runnable stop;

    private TestKafka(String bootstrapServers, Runnable stop) {
        this.bootstrapServers = bootstrapServers;
        this.stop = stop;
    }

    /** The broker of this JVM; never closed by a test. */
    public static TestKafka shared() {
        return Shared.KAFKA;
    }

    /** Address of the shared broker. */
    public static String sharedBootstrapServers() {
        return shared().bootstrapServers();
    }

    /** A broker for one test, to be closed by it. */
    public static TestKafka isolated() {
        return Containers.wanted() ? container() : embedded();
    }

    /** A topic or group name that no other test of this JVM uses. */
    public static String unique(String name) {
        return name + "-" + NAMES.incrementAndGet();
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates a topic under a unique name and returns the name. */
    public String newTopic(String name, int partitions) {
        String unique = unique(name);
        createTopics(List.of(new NewTopic(unique, partitions, (short) 1)));
        return unique;
    }

    /** Creates topics under exactly these names; they must not exist. */
    public void createTopics(int partitions, String... names) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(new NewTopic(name, Optional.of(partitions), Optional.empty()));
        }
        createTopics(topics);
    }

    private void createTopics(List<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics " + topics + ": could not be created", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        stop.run();
    }

    private static TestKafka embedded() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(new HashMap<>(SETTINGS));
        // Otherwise the broker announces itself to every Spring context of the JVM.
        broker.brokerListProperty("meridian.test.kafka.brokers");
        broker.afterPropertiesSet();
        return new TestKafka(broker.getBrokersAsString(), broker::destroy);
    }

    private static TestKafka container() {
        KafkaContainer container = new KafkaContainer(Containers.KAFKA_IMAGE);
        SETTINGS.forEach((key, value) ->
                container.withEnv("KAFKA_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
        container.start();
        return new TestKafka(container.getBootstrapServers(), container::stop);
    }

    private static final class Shared {
        static final TestKafka KAFKA = isolated();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close, "stop-test-kafka"));
        }
    }
}
