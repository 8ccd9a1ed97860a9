package dev.meridian.messaging.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.messaging.request.RequestReply.Request;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.ConfiguredAvroCodec;
import dev.meridian.messaging.topic.KafkaClients;
import dev.meridian.messaging.topic.TopicSetup;
import dev.meridian.schema.Topics;
import dev.meridian.schema.availability.AvailabilityReply;
import dev.meridian.schema.availability.AvailabilityStatus;
import dev.meridian.schema.availability.CheckAvailability;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class RequestReplyIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final KafkaClients CLIENTS =
            new KafkaClients(Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers()));
    private static final AvroCodec CODEC = ConfiguredAvroCodec.of(
            FixedSerde.Serializer.class.getName(), FixedSerde.Deserializer.class.getName(), Map.of());
    private static final DefaultKafkaProducerFactory<String, byte[]> PRODUCERS = new DefaultKafkaProducerFactory<>(
            CLIENTS.producerSettings(PATIENCE, PATIENCE), new StringSerializer(), new ByteArraySerializer());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<RequestReply> opened = new ArrayList<>();
    private final Consumer<String, byte[]> worker = CLIENTS.tailReader();
    private final Replies replies = new Replies(new KafkaTemplate<>(PRODUCERS), CODEC, Clock.systemUTC());

    @BeforeAll
    static void createTopics() {
        new TopicSetup(CLIENTS, 3, 1).create(Topics.ALL);
    }

    @AfterAll
    static void closeProducers() {
        PRODUCERS.destroy();
    }

    @BeforeEach
    void listen() {
        List<TopicPartition> partitions = worker.partitionsFor(Topics.AVAILABILITY_REQUESTS_NAME).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        worker.assign(partitions);
        worker.seekToEnd(partitions);
        partitions.forEach(worker::position);
    }

    @AfterEach
    void close() {
        opened.forEach(RequestReply::close);
        replies.close();
        worker.close();
    }

    @Test
    void bringsTheReplyToTheOneWhoAsked() throws Exception {
        RequestReply requests = open(1, 100);
        CompletableFuture<AvailabilityReply> answer = ask(requests, "q-1", PATIENCE);

        ConsumerRecord<String, byte[]> asked = asked();
        assertThat(CODEC.decode(asked.topic(), asked.value())).isEqualTo(question("q-1"));
        assertThat(header(asked, "ce_id")).isEqualTo("q-1");
        assertThat(header(asked, "ce_source")).isEqualTo("test");
        assertThat(header(asked, "ce_type")).isEqualTo("dev.meridian.availability.CheckAvailability.v1");
        assertThat(header(asked, "reply-topic")).isEqualTo("replies.v1");
        assertThat(header(asked, "reply-partition")).isEqualTo("1");
        reply(asked, "q-1");

        assertThat(answer.get(10, TimeUnit.SECONDS).getRequestId()).isEqualTo("q-1");
        assertThat(meters.get("meridian.replies.pending").gauge().value()).isZero();
    }

    @Test
    void keepsTwoInstancesOnOnePartitionApart() throws Exception {
        RequestReply one = open(2, 100);
        RequestReply other = open(2, 100);
        CompletableFuture<AvailabilityReply> first = ask(one, "one", PATIENCE);
        reply(asked(), "one");
        CompletableFuture<AvailabilityReply> second = ask(other, "other", PATIENCE);
        reply(asked(), "other");
        assertThat(first.get(10, TimeUnit.SECONDS).getRequestId()).isEqualTo("one");
        assertThat(second.get(10, TimeUnit.SECONDS).getRequestId()).isEqualTo("other");
        assertThat(late()).isZero();
    }

    @Test
    void takesAnyPartitionWhenNoneIsNamed() {
        RequestReply requests = started(create(CLIENTS, OptionalInt.empty(), 100));
        assertThat(requests.replyPartition().orElseThrow()).isBetween(0, 2);
    }

    @Test
    void countsPartitionsModuloTheirNumber() {
        assertThat(open(7, 100).replyPartition()).hasValue(1);
    }

    @Test
    void endsEmptyAtTheDeadlineAndCountsWhatComesLater() throws Exception {
        RequestReply requests = open(0, 100);
        CompletableFuture<AvailabilityReply> answer = ask(requests, "slow", Duration.ofMillis(400));
        ConsumerRecord<String, byte[]> asked = asked();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(meters.get("meridian.replies.pending").gauge().value()).isZero();

        reply(asked, "slow");
        await().untilAsserted(() -> assertThat(late()).isEqualTo(1));
    }

    @Test
    void takesTheFirstOfTwoReplies() throws Exception {
        RequestReply requests = open(0, 100);
        CompletableFuture<AvailabilityReply> answer = ask(requests, "first", PATIENCE);
        ConsumerRecord<String, byte[]> asked = asked();
        reply(asked, "first");
        reply(asked, "second");
        assertThat(answer.get(10, TimeUnit.SECONDS).getRequestId()).isEqualTo("first");
        await().untilAsserted(() -> assertThat(late()).isEqualTo(1));
    }

    @Test
    void sendsNothingPastTheDeadline() {
        RequestReply requests = open(0, 100);
        StepVerifier.create(requests.send(
                        request("past", Priority.BOOKING),
                        AvailabilityReply.class,
                        Clock.systemUTC().instant().minusSeconds(1)))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(worker.poll(Duration.ofMillis(300))).isEmpty();
    }

    @Test
    void shedsAvailabilityBeforeBookings() {
        RequestReply requests = open(0, 10);
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiting.add(
                    requests.send(request("w-" + i, Priority.AVAILABILITY), AvailabilityReply.class, deadline(PATIENCE))
                            .subscribe());
        }
        StepVerifier.create(requests.send(
                        request("shed", Priority.AVAILABILITY), AvailabilityReply.class, deadline(PATIENCE)))
                .expectError(Overloaded.class)
                .verify(PATIENCE);
        for (int i = 8; i < 10; i++) {
            waiting.add(requests.send(request("w-" + i, Priority.BOOKING), AvailabilityReply.class, deadline(PATIENCE))
                    .subscribe());
        }
        StepVerifier.create(
                        requests.send(request("full", Priority.BOOKING), AvailabilityReply.class, deadline(PATIENCE)))
                .expectError(Overloaded.class)
                .verify(PATIENCE);
        assertThat(meters.get("meridian.requests.refused")
                        .tag("priority", "AVAILABILITY")
                        .counter()
                        .count())
                .isEqualTo(1);
        List<String> sent = new ArrayList<>();
        await().untilAsserted(() -> {
            worker.poll(Duration.ofMillis(100)).forEach(record -> sent.add(header(record, "ce_id")));
            assertThat(sent).hasSize(10);
        });
        assertThat(sent).doesNotContain("shed", "full");
        waiting.forEach(Disposable::dispose);
        assertThat(meters.get("meridian.replies.pending").gauge().value()).isZero();
    }

    @Test
    void forgetsACancelledRequest() {
        RequestReply requests = open(0, 100);
        Disposable wait = requests.send(request("gone", Priority.BOOKING), AvailabilityReply.class, deadline(PATIENCE))
                .subscribe();
        ConsumerRecord<String, byte[]> asked = asked();
        wait.dispose();
        assertThat(meters.get("meridian.replies.pending").gauge().value()).isZero();
        reply(asked, "gone");
        await().untilAsserted(() -> assertThat(late()).isEqualTo(1));
    }

    @Test
    void endsEmptyOnAReplyOfAnotherType() throws Exception {
        RequestReply requests = open(0, 100);
        CompletableFuture<BookingReply> answer = requests.send(
                        request("odd", Priority.BOOKING), BookingReply.class, deadline(PATIENCE))
                .toFuture();
        reply(asked(), "odd");
        assertThat(answer.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(meters.get("meridian.replies.unreadable").counter().count()).isEqualTo(1);
    }

    @Test
    void publishesWithoutWaitingForAReply() {
        RequestReply requests = open(0, 100);
        StepVerifier.create(requests.publish(request("fire", Priority.BOOKING)))
                .expectComplete()
                .verify(PATIENCE);
        ConsumerRecord<String, byte[]> record = asked();
        assertThat(record.headers().lastHeader("correlation-id")).isNull();
    }

    @Test
    void refusesBeforeRepliesAreRead() {
        RequestReply requests = create(0, 100);
        StepVerifier.create(
                        requests.send(request("early", Priority.BOOKING), AvailabilityReply.class, deadline(PATIENCE)))
                .expectErrorSatisfies(
                        e -> assertThat(e).isInstanceOf(Overloaded.class).hasMessageContaining("not started"))
                .verify(PATIENCE);
    }

    @Test
    void failsWhenTheBrokerDoesNotAcknowledge() {
        TestKafka broker = TestKafka.isolated();
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
        new TopicSetup(clients, 1, 1).create(Topics.ALL);
        RequestReply requests = started(create(clients, OptionalInt.of(0), 100));
        broker.close();
        StepVerifier.create(
                        requests.send(request("lost", Priority.BOOKING), AvailabilityReply.class, deadline(PATIENCE)))
                .expectError(NotPublished.class)
                .verify(PATIENCE);
    }

    @Test
    void doesNotHoldUpTheOneWhoRepliesToNowhere() {
        var sent = replies.send(new ReplyAddress("c", "no.such.topic", 0), answer("x"), "test");
        assertThat(sent).isNotDone();
    }

    private RequestReply open(int partition, int capacity) {
        return started(create(partition, capacity));
    }

    private RequestReply started(RequestReply requests) {
        requests.start();
        await().until(() -> requests.replyPartition().isPresent());
        return requests;
    }

    private RequestReply create(int partition, int capacity) {
        return create(CLIENTS, OptionalInt.of(partition), capacity);
    }

    private RequestReply create(KafkaClients clients, OptionalInt partition, int capacity) {
        RequestReply requests = new RequestReply(
                clients.producer(Duration.ofMillis(1500), Duration.ofMillis(500)),
                clients::tailReader,
                partition,
                CODEC,
                new PendingReplies(capacity, Duration.ofMillis(1500)),
                Clock.systemUTC(),
                meters);
        opened.add(requests);
        return requests;
    }

    private static CompletableFuture<AvailabilityReply> ask(RequestReply requests, String id, Duration patience) {
        return requests.send(request(id, Priority.AVAILABILITY), AvailabilityReply.class, deadline(patience))
                .toFuture();
    }

    private static Instant deadline(Duration patience) {
        return Clock.systemUTC().instant().plus(patience);
    }

    private static Request request(String id, Priority priority) {
        return new Request(Topics.AVAILABILITY_REQUESTS, "default", question(id), id, "test", priority);
    }

    private static CheckAvailability question(String id) {
        return CheckAvailability.newBuilder()
                .setRequestId(id)
                .setExpiresAt(Instant.parse("2026-11-20T10:00:00Z"))
                .setFromDate("2026-11-23")
                .setToDate("2026-11-23")
                .setTimeZone("America/Los_Angeles")
                .build();
    }

    private static AvailabilityReply answer(String id) {
        return AvailabilityReply.newBuilder()
                .setRequestId(id)
                .setStatus(AvailabilityStatus.NONE)
                .setAsOf(Instant.parse("2026-11-20T10:00:00Z"))
                .build();
    }

    private ConsumerRecord<String, byte[]> asked() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        await().until(() -> {
            worker.poll(Duration.ofMillis(100)).forEach(records::add);
            return !records.isEmpty();
        });
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private void reply(ConsumerRecord<String, byte[]> asked, String id) {
        ReplyAddress address =
                ReplyAddress.of(new RecordHeaders(asked.headers())).orElseThrow();
        assertThat(UUID.fromString(address.correlationId())).isNotNull();
        try {
            replies.send(address, answer(id), "availability-worker").get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private double late() {
        return meters.get("meridian.replies.late").counter().count();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
