package dev.meridian.messaging.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.messaging.MessagingConfiguration;
import dev.meridian.messaging.topic.KafkaClients;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.TestKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConsumerSeekAware;

class ListenerErrorsIntegrationTests {

    private static final String TOPIC = "booking.requests.v1";
    private static final String PATIENT_TOPIC = Topics.AVAILABILITY_REQUESTS_NAME;
    private static final String PATIENT_GROUP = "patient-tests";
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    private static final String SECRET = "Ann Example";
    private static ConfigurableApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    @Import(MessagingConfiguration.class)
    static class Service {

        @Bean
        Listener listener() {
            return new Listener();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        PatientListener patientListener() {
            return new PatientListener();
        }
    }

    /** Never gives up, and can do nothing while the database is away. */
    static class PatientListener implements ConsumerSeekAware {

        final List<String> seen = new CopyOnWriteArrayList<>();
        final AtomicInteger partitionsLost = new AtomicInteger();
        volatile boolean away;

        @KafkaListener(
                topics = Topics.AVAILABILITY_REQUESTS_NAME,
                groupId = PATIENT_GROUP,
                containerFactory = MessagingConfiguration.PATIENT)
        void receive(ConsumerRecord<String, SpecificRecord> record) {
            CancelBooking request = (CancelBooking) record.value();
            seen.add(request.getRequestId());
            if ("poison".equals(request.getReason())) {
                throw new PoisonRecord("reason: poison (expected: none)");
            }
            if (away) {
                throw new TransientFailure("database away", new IllegalStateException("reset"));
            }
        }

        @Override
        public void onPartitionsRevoked(@Nullable Collection<TopicPartition> partitions) {
            partitionsLost.incrementAndGet();
        }

        long attempts(String id) {
            return seen.stream().filter(id::equals).count();
        }
    }

    /** Does what the reason of the request says, and remembers the attempts. */
    static class Listener {

        final List<String> seen = new CopyOnWriteArrayList<>();

        @KafkaListener(topicPattern = Topics.BOOKING_REQUESTS_PATTERN, groupId = "error-tests")
        void receive(ConsumerRecord<String, SpecificRecord> record) {
            CancelBooking request = (CancelBooking) record.value();
            seen.add(request.getRequestId());
            switch (Optional.ofNullable(request.getReason()).orElse("")) {
                case "poison" -> throw new PoisonRecord("reason: poison (expected: none)");
                case "bug" -> throw new IllegalStateException("cannot serve " + SECRET);
                case "twice" -> {
                    if (attempts(request.getRequestId()) < 3) {
                        throw new TransientFailure("database away", new IllegalStateException("reset"));
                    }
                }
                case "commit failed" -> {
                    if (attempts(request.getRequestId()) < 2) {
                        throw new CommitFailedException("the group has moved on");
                    }
                }
                case "coordinator moved" -> {
                    if (attempts(request.getRequestId()) < 2) {
                        throw new RebalanceInProgressException();
                    }
                }
                case "for ever" -> throw new TransientFailure("database away", new IllegalStateException("reset"));
                default -> {}
            }
        }

        long attempts(String id) {
            return seen.stream().filter(id::equals).count();
        }
    }

    /** A deserializer whose registry is away, twice, for requests that say so, and knows nothing of some when it is back. */
    public static final class FlakyDeserializer implements Deserializer<SpecificRecord> {

        private final FixedSerde.Deserializer delegate = new FixedSerde.Deserializer();
        private int failures;
        private int failuresOfUnknown;

        @Override
        public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
            SpecificRecord value = delegate.deserialize(topic, bytes);
            if (value instanceof CancelBooking request
                    && "registry away".equals(request.getReason())
                    && failures++ < 2) {
                throw new Unreachable(new ConnectException("refused"));
            }
            if (value instanceof CancelBooking request && "unknown".equals(request.getReason())) {
                throw failuresOfUnknown++ < 2
                        ? new Unreachable(new ConnectException("refused"))
                        : new IllegalStateException("no such schema");
            }
            return value;
        }
    }

    /** As a registry's client may throw it: holding on to what cannot be serialised. */
    private static final class Unreachable extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"})
        private final Object client = new Object();

        Unreachable(Throwable cause) {
            super(cause);
        }
    }

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(Map.ofEntries(
                        Map.entry("meridian.kafka.bootstrap-servers", TestKafka.sharedBootstrapServers()),
                        Map.entry("meridian.kafka.partitions", "3"),
                        Map.entry("meridian.kafka.concurrency", "1"),
                        Map.entry("meridian.kafka.register-schemas", "false"),
                        Map.entry("meridian.kafka.transient-patience", "1s"),
                        Map.entry("meridian.kafka.serializer", FixedSerde.Serializer.class.getName()),
                        Map.entry("meridian.kafka.deserializer", FlakyDeserializer.class.getName()),
                        Map.entry("spring.main.banner-mode", "off"),
                        Map.entry(
                                "meridian.kafka.properties.[max.poll.interval.ms]",
                                Long.toString(POLL_INTERVAL.toMillis()))))
                .run();
        HealthIndicator health = context.getBean("listenersHealthIndicator", HealthIndicator.class);
        await().untilAsserted(() ->
                assertThat(health.health(true)).isNotNull().extracting("status").isEqualTo(Status.UP));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void putsPoisonAmongTheDeadLettersOnceAndMovesOn() {
        byte[] bytes = bytes("p-1", "poison");
        send("p-1", bytes);
        send("p-2", bytes("p-2", ""));
        await().until(() -> listener().attempts("p-2") == 1);
        assertThat(listener().attempts("p-1")).isEqualTo(1);

        ConsumerRecord<String, byte[]> dead = deadLetter("p-1");
        assertThat(dead.value()).isEqualTo(bytes);
        assertThat(header(dead, "ce_id")).isEqualTo("p-1");
        assertThat(header(dead, DeadLetterHeaders.REASON)).isEqualTo("poison");
        assertThat(header(dead, DeadLetterHeaders.DETAIL)).isEqualTo("reason: poison (expected: none)");
        assertThat(header(dead, DeadLetterHeaders.TOPIC)).isEqualTo(TOPIC);
        assertThat(header(dead, DeadLetterHeaders.PARTITION)).isEqualTo("0");
        assertThat(header(dead, DeadLetterHeaders.OFFSET)).matches("\\d+");
        assertThat(dead.headers())
                .extracting(org.apache.kafka.common.header.Header::key)
                .allMatch(name -> name.equals("ce_id") || name.startsWith("dead-letter-"));
    }

    @Test
    void putsBytesThatAreNoRecordAmongTheDeadLetters() {
        byte[] bytes = "{\"name\":\"Ann Example\"}".getBytes(UTF_8);
        send("u-1", bytes);
        ConsumerRecord<String, byte[]> dead = deadLetter("u-1");
        assertThat(dead.value()).isEqualTo(bytes);
        assertThat(header(dead, DeadLetterHeaders.REASON)).isEqualTo("undecodable");
        assertThat(header(dead, DeadLetterHeaders.DETAIL)).contains("no schema id");
    }

    @Test
    void tellsABugByItsFramesWithoutItsMessage() {
        send("b-1", bytes("b-1", "bug"));
        ConsumerRecord<String, byte[]> dead = deadLetter("b-1");
        assertThat(header(dead, DeadLetterHeaders.REASON)).isEqualTo("bug");
        assertThat(header(dead, DeadLetterHeaders.EXCEPTION)).isEqualTo("java.lang.IllegalStateException");
        assertThat(header(dead, DeadLetterHeaders.TRACE)).contains("Listener.receive");
        dead.headers()
                .forEach(header -> assertThat(new String(header.value(), UTF_8)).doesNotContain(SECRET));
        assertThat(listener().attempts("b-1")).isEqualTo(1);
    }

    @Test
    void triesATransientFailureAgainInPlace() {
        send("t-1", bytes("t-1", "twice"));
        send("t-2", bytes("t-2", ""));
        await().until(() -> listener().attempts("t-2") == 1);
        assertThat(listener().attempts("t-1")).isEqualTo(3);
        assertThat(listener().seen.indexOf("t-2")).isGreaterThan(listener().seen.lastIndexOf("t-1"));
    }

    @Test
    void doesNotBlameARecordForAnOffsetThatCouldNotBeCommitted() {
        send("c-1", bytes("c-1", "commit failed"));
        send("c-2", bytes("c-2", "coordinator moved"));
        await().until(() -> listener().attempts("c-2") == 2);
        assertThat(listener().attempts("c-1")).isEqualTo(2);
    }

    @Test
    void doesNotBlameARecordForARegistryThatIsAway() {
        send("r-1", bytes("r-1", "registry away"));
        await().until(() -> listener().attempts("r-1") == 1);
    }

    @Test
    void givesUpATransientFailureInTheEnd() {
        send("g-1", bytes("g-1", "for ever"));
        ConsumerRecord<String, byte[]> dead = deadLetter("g-1");
        assertThat(header(dead, DeadLetterHeaders.REASON)).isEqualTo("gave_up");
        assertThat(header(dead, DeadLetterHeaders.DETAIL)).isEqualTo("database away");
    }

    /** The outage is longer than the patience of others and than a consumer may go without polling. */
    @Test
    void aPatientListenerOutlivesAnyOutageAndKeepsItsPartitions() {
        PatientListener patient = context.getBean(PatientListener.class);
        ConsumerFactory<?, ?> consumers = context.getBean(ConsumerFactory.class);
        assertThat(consumers.getConfigurationProperties())
                .containsEntry("max.poll.interval.ms", Long.toString(POLL_INTERVAL.toMillis()));
        patient.away = true;
        send(PATIENT_TOPIC, "w-1", bytes("w-1", ""));
        send(PATIENT_TOPIC, "w-2", bytes("w-2", ""));
        Instant first = Instant.now();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Instant.now().isAfter(first.plus(POLL_INTERVAL.multipliedBy(3)))
                        && patient.attempts("w-1") > 5);
        assertThat(patient.attempts("w-2")).isZero();

        patient.away = false;
        await().until(() -> patient.attempts("w-2") == 1);

        assertThat(patient.partitionsLost).hasValue(0);
        assertThat(context.getBean(MeterRegistry.class)
                        .find("meridian.dead.letters")
                        .tag("reason", "gave_up")
                        .tag("topic", PATIENT_TOPIC)
                        .counter())
                .isNull();
    }

    @Test
    void aPatientListenerHasNoPatienceWithPoison() {
        send(PATIENT_TOPIC, "x-1", bytes("x-1", "poison"));
        send(PATIENT_TOPIC, "x-2", bytes("x-2", ""));
        PatientListener patient = context.getBean(PatientListener.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> patient.attempts("x-2") == 1);

        assertThat(patient.attempts("x-1")).isOne();
        assertThat(header(deadLetter(PATIENT_TOPIC + "." + PATIENT_GROUP + ".dlt", "x-1"), DeadLetterHeaders.REASON))
                .isEqualTo("poison");
    }

    @Test
    void aPatientListenerGivesUpWhatTurnsOutUndecodableAfterAnOutage() {
        send(PATIENT_TOPIC, "y-1", bytes("y-1", "unknown"));
        send(PATIENT_TOPIC, "y-2", bytes("y-2", ""));
        PatientListener patient = context.getBean(PatientListener.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> patient.attempts("y-2") == 1);

        assertThat(header(deadLetter(PATIENT_TOPIC + "." + PATIENT_GROUP + ".dlt", "y-1"), DeadLetterHeaders.REASON))
                .isEqualTo("undecodable");
    }

    private static Listener listener() {
        return context.getBean(Listener.class);
    }

    private static byte[] bytes(String id, String reason) {
        CancelBooking request = CancelBooking.newBuilder()
                .setRequestId(id)
                .setBookingId(new UUID(0, 1))
                .setReason(reason)
                .build();
        try (var serializer = new FixedSerde.Serializer()) {
            return java.util.Objects.requireNonNull(serializer.serialize(TOPIC, request));
        }
    }

    private static void send(String id, byte[] value) {
        send(TOPIC, id, value);
    }

    @SuppressWarnings("unchecked")
    private static void send(String topic, String id, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, 0, "default", value);
        record.headers().add("ce_id", id.getBytes(UTF_8));
        context.getBean("rawKafkaTemplate", KafkaTemplate.class).send(record).join();
    }

    private static ConsumerRecord<String, byte[]> deadLetter(String id) {
        return deadLetter(TOPIC + ".error-tests.dlt", id);
    }

    private static ConsumerRecord<String, byte[]> deadLetter(String topic, String id) {
        List<TopicPartition> partitions = IntStream.range(0, 3)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        try (Consumer<String, byte[]> consumer =
                context.getBean(KafkaClients.class).tailReader()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (header(record, "ce_id").equals(id)) {
                        found.add(record);
                    }
                });
                return !found.isEmpty();
            });
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
