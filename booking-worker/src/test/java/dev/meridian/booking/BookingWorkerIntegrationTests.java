package dev.meridian.booking;

import static dev.meridian.booking.TestDesk.NINE;
import static dev.meridian.booking.TestDesk.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.meridian.bookings.customer.Profiles;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.request.RequestKey;
import dev.meridian.calendars.sandbox.Fault;
import dev.meridian.calendars.sandbox.Operation;
import dev.meridian.calendars.sandbox.Sandbox;
import dev.meridian.calendars.sandbox.SandboxOptions;
import dev.meridian.schema.Headers;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.BookingCancelled;
import dev.meridian.schema.booking.BookingConfirmed;
import dev.meridian.schema.booking.BookingDeclined;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.BookingRescheduled;
import dev.meridian.schema.booking.BookingStatus;
import dev.meridian.schema.booking.CancelBooking;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.DecideBooking;
import dev.meridian.schema.booking.Decision;
import dev.meridian.schema.booking.HoldSlot;
import dev.meridian.schema.booking.ReleaseHold;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.schema.booking.RescheduleBooking;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.TestKafka;
import dev.meridian.testkit.TestPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** The whole worker on a real broker, a real database and the calendar sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingWorkerIntegrationTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String CRM_REQUESTS = "booking.requests.crm.v1";

    private final AtomicInteger keys = new AtomicInteger();
    private final TestKafka kafka = TestKafka.isolated();
    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.of(Clock.fixed(NOW, TestDesk.BUSINESS_ZONE), TestDesk.BUSINESS_ZONE));
    private final FixedSerde.Serializer serializer = new FixedSerde.Serializer();
    private final FixedSerde.Deserializer deserializer = new FixedSerde.Deserializer();

    private ConfigurableApplicationContext worker;
    private KafkaProducer<String, byte @Nullable []> producer;
    private KafkaConsumer<String, byte[]> replies;
    private KafkaConsumer<String, byte[]> events;

    @BeforeAll
    void start() {
        kafka.createTopics(1, CRM_REQUESTS);
        worker = BookingWorker.application().run(arguments(SECRET));
        worker.getBean(DatabaseClient.class)
                .sql("create or replace function meridian_now() returns timestamptz language sql volatile as 'select ''"
                        + NOW + "''::timestamptz'")
                .then()
                .block();
        producer = new KafkaProducer<>(clientSettings(), new StringSerializer(), new ByteArraySerializer());
        replies = reader(Topics.REPLIES.name());
        events = reader(Topics.BOOKING_EVENTS.name());
    }

    @BeforeEach
    void clear() {
        sandbox.reset();
        // Again where it meets the worker, who is still learning from the last test's events.
        worker.getBean(Transactions.class)
                .run(() -> worker.getBean(DatabaseClient.class)
                        .sql(
                                "truncate requests, waiters, bookings, occupancies, sessions, seats, customers, contacts, customer_preferences, lessons")
                        .then())
                .block();
    }

    @AfterAll
    void stop() {
        producer.close(Duration.ZERO);
        replies.close();
        events.close();
        worker.close();
        sandbox.close();
        kafka.close();
    }

    @Test
    void booksOnceHoweverOftenTheRecordComes() {
        String key = newKey();
        BookingReply first = ask(TestDesk.request(key).build());
        BookingReply second = ask(TestDesk.request(key).build());

        assertThat(first.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(first.getRepeated()).isFalse();
        assertThat(second.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(second.getBookingId()).isEqualTo(first.getBookingId());
        assertThat(second.getRepeated()).isTrue();
        assertThat(liveEvents())
                .singleElement()
                .asString()
                .contains("Standard appointment – Ada Lovelace")
                .contains("2026-11-23T22:30:00+05:30")
                .contains("Asia/Kolkata");
        assertThat(sandbox.calls(Operation.INSERT)).hasSize(1);

        ConsumerRecord<String, byte[]> event = next(events);
        assertThat(event.topic()).isEqualTo("booking.events.v1");
        assertThat(event.key()).isEqualTo(String.valueOf(first.getBookingId()));
        assertThat(header(event, Headers.CE_TYPE)).isEqualTo("dev.meridian.booking.BookingConfirmed.v1");
        assertThat(header(event, Headers.CE_SOURCE)).isEqualTo("booking-worker");
        assertThat(deserializer.deserialize(event.topic(), event.value()))
                .isInstanceOfSatisfying(BookingConfirmed.class, confirmed -> {
                    assertThat(confirmed.getStart()).isEqualTo(NINE);
                    assertThat(confirmed.getRequestId()).isEqualTo(key);
                    assertThat(confirmed.getSource()).isEqualTo("kafka");
                });
    }

    @Test
    void anAnswerLostAfterTheEventWasWrittenMakesNoSecondEvent() {
        sandbox.faults().add(Fault.lostAnswer(Operation.INSERT));

        BookingReply reply = ask(TestDesk.request(newKey()).build());

        assertThat(reply.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(liveEvents()).hasSize(1);
        next(events);
    }

    @Test
    void aHumansAppointmentIsNotBookedOver() {
        sandbox.putEvent(sandbox.calendarId(), "Dentist", NINE.plusSeconds(1800), NINE.plusSeconds(5400));

        BookingReply reply = ask(TestDesk.request(newKey()).build());

        assertThat(reply.getStatus()).isEqualTo(BookingStatus.SLOT_TAKEN);
        assertThat(liveEvents()).singleElement().asString().contains("Dentist");
        next(events);
    }

    @Test
    void manyCallersOnOneSlotAreOneBooking() {
        Map<String, String> keys = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            RequestBooking request = TestDesk.request(newKey())
                    .setCustomer(new Customer("Caller " + i, null, null))
                    .build();
            keys.put(send(Topics.BOOKING_REQUESTS.name(), serialize(request)), request.getRequestId());
        }

        List<BookingReply> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(reply(next(replies)));
        }

        assertThat(answers).extracting(BookingReply::getRequestId).containsExactlyInAnyOrderElementsOf(keys.values());
        assertThat(answers)
                .filteredOn(reply -> reply.getStatus() == BookingStatus.BOOKED)
                .hasSize(1);
        assertThat(answers)
                .filteredOn(reply -> reply.getStatus() == BookingStatus.SLOT_TAKEN)
                .hasSize(49);
        assertThat(liveEvents()).hasSize(1);
        for (int i = 0; i < 50; i++) {
            next(events);
        }
    }

    @Test
    void aTopicOfItsOwnNamesTheSource() {
        String correlation =
                send(CRM_REQUESTS, serialize(TestDesk.request(newKey()).build()));

        assertThat(header(next(replies), Headers.CORRELATION_ID)).isEqualTo(correlation);
        assertThat(next(events))
                .extracting(event -> deserializer.deserialize(event.topic(), event.value()))
                .isInstanceOfSatisfying(
                        BookingConfirmed.class,
                        event -> assertThat(event.getSource()).isEqualTo("crm"));
    }

    @Test
    void aHeldSlotIsBookedByItsHolderAndNobodyElse() {
        BookingReply held = ask(hold(newKey()));
        String token = Objects.requireNonNull(held.getHoldToken());
        String key = newKey();

        assertThat(held.getStatus()).isEqualTo(BookingStatus.HELD);
        assertThat(held.getHoldExpiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(ask(TestDesk.request(newKey()).build()).getStatus()).isEqualTo(BookingStatus.SLOT_TAKEN);
        next(events);
        BookingReply booked = ask(TestDesk.request(key).setHoldToken(token).build());

        assertThat(booked.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(booked.getBookingId()).isEqualTo(held.getBookingId());
        assertThat(booked.getRepeated()).isFalse();
        assertThat(booked.getHoldToken()).isNull();
        assertThat(liveEvents()).singleElement().asString().contains("Standard appointment – Ada Lovelace");
        assertThat(next(events))
                .extracting(event -> deserializer.deserialize(event.topic(), event.value()))
                .isInstanceOfSatisfying(BookingConfirmed.class, confirmed -> {
                    assertThat(confirmed.getBookingId()).isEqualTo(held.getBookingId());
                    assertThat(confirmed.getRequestId()).isEqualTo(key);
                });
        BookingReply again = ask(TestDesk.request(newKey()).setHoldToken(token).build());
        assertThat(again.getStatus()).isEqualTo(BookingStatus.NOT_FOUND);
        assertThat(again.getReason()).isEqualTo("hold_gone");
        next(events);
    }

    @Test
    void aHeldSlotIsGivenBackWithoutAnEvent() {
        BookingReply held = ask(hold(newKey()));
        ReleaseHold release = ReleaseHold.newBuilder()
                .setRequestId(newKey())
                .setHoldToken(Objects.requireNonNull(held.getHoldToken()))
                .build();

        assertThat(ask(release).getStatus()).isEqualTo(BookingStatus.CANCELLED);
        BookingReply booked = ask(TestDesk.request(newKey()).build());

        assertThat(booked.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(next(events).key()).isEqualTo(String.valueOf(booked.getBookingId()));
    }

    @Test
    void theSweeperEndsAHoldThatRanOutWithoutAnEvent() {
        BookingReply held = ask(hold(newKey()));
        DatabaseClient database = worker.getBean(DatabaseClient.class);

        // Its time is over by the row, since the clock stands still here.
        database.sql("update bookings set hold_until = meridian_now(), next_attempt_at = meridian_now()")
                .then()
                .block();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(database.sql("select state from bookings where id = :id")
                                .bind("id", Objects.requireNonNull(held.getBookingId()))
                                .map(row -> row.get("state", String.class))
                                .one()
                                .block())
                        .isEqualTo("EXPIRED"));
        BookingReply booked = ask(TestDesk.request(newKey()).build());

        assertThat(booked.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(next(events).key()).isEqualTo(String.valueOf(booked.getBookingId()));
    }

    @Test
    void aDatabaseThatIsAwayLongerThanAnyPatienceCostsNobodyTheirRequest() {
        DatabaseClient database = worker.getBean(DatabaseClient.class);
        database.sql("""
                        create sequence attempts;
                        create function away() returns trigger language plpgsql as $$
                        begin
                            perform nextval('attempts');
                            raise exception 'starting up' using errcode = '57P03';
                        end $$;
                        create trigger away before insert on requests for each row execute function away()""").then().block();
        String key = newKey();
        String correlation = send(
                Topics.BOOKING_REQUESTS.name(), serialize(TestDesk.request(key).build()));
        // The pauses before the eighth attempt are longer than the patience set below.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Objects.requireNonNull(database.sql("select last_value from attempts")
                                .map(row -> row.get("last_value", Long.class))
                                .one()
                                .block())
                        >= 8);
        database.sql("drop trigger away on requests; drop function away(); drop sequence attempts")
                .then()
                .block();

        ConsumerRecord<String, byte[]> reply = next(replies);
        assertThat(header(reply, Headers.CORRELATION_ID)).isEqualTo(correlation);
        assertThat(reply(reply).getStatus()).isEqualTo(BookingStatus.BOOKED);
        next(events);
    }

    @Test
    void movesAndCancelsABookingAndTellsThePublicOfBoth() {
        UUID booked = ask(TestDesk.request(newKey()).build()).getBookingId();
        next(events);

        String moveKey = newKey();
        BookingReply moved = ask(RescheduleBooking.newBuilder()
                .setRequestId(moveKey)
                .setBookingId(booked)
                .setStart("2026-11-23T11:00")
                .setTimeZone("America/Los_Angeles")
                .build());

        assertThat(moved.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(moved.getBookingId()).isEqualTo(booked);
        assertThat(liveEvents())
                .singleElement()
                .asString()
                .contains("Standard appointment – Ada Lovelace")
                .contains("2026-11-24T00:30:00+05:30")
                .contains("Tuesday, November 24, 2026, 12:30 AM")
                .doesNotContain("10:30 PM");
        ConsumerRecord<String, byte[]> rescheduled = next(events);
        assertThat(header(rescheduled, Headers.CE_TYPE)).isEqualTo("dev.meridian.booking.BookingRescheduled.v1");
        assertThat(deserializer.deserialize(rescheduled.topic(), rescheduled.value()))
                .isInstanceOfSatisfying(BookingRescheduled.class, event -> {
                    assertThat(event.getRequestId()).isEqualTo(moveKey);
                    assertThat(event.getPreviousStart()).isEqualTo(NINE);
                    assertThat(event.getStart()).isEqualTo(NINE.plusSeconds(7200));
                    assertThat(event.getVersion()).isEqualTo(2);
                });

        String cancelKey = newKey();
        CancelBooking cancel = CancelBooking.newBuilder()
                .setRequestId(cancelKey)
                .setBookingId(booked)
                .setReason("ill")
                .build();
        assertThat(ask(cancel).getStatus()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(ask(cancel).getRepeated()).isTrue();

        assertThat(liveEvents()).isEmpty();
        ConsumerRecord<String, byte[]> cancelled = next(events);
        assertThat(deserializer.deserialize(cancelled.topic(), cancelled.value()))
                .isInstanceOfSatisfying(BookingCancelled.class, event -> {
                    assertThat(event.getRequestId()).isEqualTo(cancelKey);
                    assertThat(event.getReason()).isEqualTo("customer");
                    assertThat(event.getVersion()).isEqualTo(3);
                });
    }

    @Test
    void learnsFromItsEventsWhenACustomerComesHoweverOftenTheyAreRead() throws Exception {
        UUID booked =
                Objects.requireNonNull(ask(TestDesk.request(newKey()).build()).getBookingId());
        ConsumerRecord<String, byte[]> confirmed = next(events);
        awaitPatterns("MON 9: 1");
        ask(RescheduleBooking.newBuilder()
                .setRequestId(newKey())
                .setBookingId(booked)
                .setStart("2026-11-23T11:00")
                .setTimeZone("America/Los_Angeles")
                .build());
        ConsumerRecord<String, byte[]> rescheduled = next(events);
        awaitPatterns("MON 11: 1");
        // Another booking of the same person, whose number is spelt in another way.
        ask(TestDesk.request(newKey())
                .setCustomer(new Customer("A. Lovelace", "213-555-0123", null))
                .build());
        ConsumerRecord<String, byte[]> second = next(events);
        awaitPatterns("MON 9: 1", "MON 11: 1");

        worker.getBean(DatabaseClient.class)
                .sql("delete from lessons where booking_id = :id")
                .bind("id", UUID.fromString(second.key()))
                .then()
                .block();
        // Read in the order in which they stand there: when the last is learnt, all were read again.
        for (ConsumerRecord<String, byte[]> event : List.of(rescheduled, confirmed, rescheduled, confirmed, second)) {
            producer.send(new ProducerRecord<>(event.topic(), rescheduled.partition(), event.key(), event.value()))
                    .get();
            next(events);
        }
        awaitPatterns("MON 9: 1", "MON 11: 1");

        ask(CancelBooking.newBuilder()
                .setRequestId(newKey())
                .setBookingId(booked)
                .build());
        next(events);
        awaitPatterns("MON 9: 1");
    }

    private void awaitPatterns(String... patterns) {
        DatabaseClient database = worker.getBean(DatabaseClient.class);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(database.sql("select distinct customer_id from bookings")
                                .map(row -> Objects.requireNonNull(row.get("customer_id", UUID.class)))
                                .one()
                                .flatMap(worker.getBean(Profiles.class)::patterns)
                                .map(learnt -> learnt.counts().stream()
                                        .map(count -> count.day() + " " + count.hour() + ": " + count.count())
                                        .toList())
                                .block())
                        .containsExactly(patterns));
    }

    @Test
    void aCancelAndItsBookingThatComeTheWrongWayRoundLeaveNothing() {
        String bookingKey = newKey();
        UUID id = worker.getBean(BookingIds.class).bookingId(new RequestKey("kafka", bookingKey));
        CancelBooking cancel = CancelBooking.newBuilder()
                .setRequestId(newKey())
                .setBookingId(id)
                .build();

        BookingReply cancelled = ask(cancel);
        BookingReply booked = ask(TestDesk.request(bookingKey).build());

        assertThat(cancelled.getStatus()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(cancelled.getReason()).isEqualTo("unknown_booking");
        assertThat(booked.getStatus()).isEqualTo(BookingStatus.CANCELLED);
        assertThat(liveEvents()).isEmpty();
        next(events);
    }

    @Test
    void aBookingThatWaitsForItsHostIsInTheCalendarOnceTheHostHasAccepted() {
        DatabaseClient database = worker.getBean(DatabaseClient.class);
        database.sql("""
                        insert into services (id, version, definition)
                        select 'by-request', 1,
                            definition || '{"id": "by-request", "requires_confirmation": true}'
                        from services where id = 'standard'
                        on conflict do nothing""").then().block();
        BookingReply requested =
                ask(TestDesk.request(newKey()).setService("by-request").build());
        BookingReply other = ask(TestDesk.request(newKey())
                .setService("by-request")
                .setStart("2026-11-23T10:00")
                .build());
        assertThat(requested.getStatus()).isEqualTo(BookingStatus.REQUESTED);
        assertThat(liveEvents()).isEmpty();

        DecideBooking accept = decision(requested.getBookingId(), Decision.ACCEPT);
        BookingReply booked = ask(accept);

        assertThat(booked.getStatus()).isEqualTo(BookingStatus.BOOKED);
        assertThat(booked.getBookingId()).isEqualTo(requested.getBookingId());
        assertThat(ask(accept).getRepeated()).isTrue();
        assertThat(liveEvents()).hasSize(1);
        assertThat(next(events))
                .extracting(event -> deserializer.deserialize(event.topic(), event.value()))
                .isInstanceOf(BookingConfirmed.class);
        assertThat(ask(decision(other.getBookingId(), Decision.DECLINE)).getStatus())
                .isEqualTo(BookingStatus.CANCELLED);
        assertThat(next(events))
                .extracting(event -> deserializer.deserialize(event.topic(), event.value()))
                .isInstanceOfSatisfying(
                        BookingDeclined.class,
                        event -> assertThat(event.getReason()).isEqualTo("fully booked"));
        assertThat(ask(decision(other.getBookingId(), Decision.ACCEPT)).getStatus())
                .isEqualTo(BookingStatus.ALREADY_DECIDED);
    }

    private DecideBooking decision(UUID bookingId, Decision word) {
        return DecideBooking.newBuilder()
                .setRequestId(newKey())
                .setBookingId(bookingId)
                .setDecision(word)
                .setReason("fully booked")
                .build();
    }

    @Test
    void whatItDoesNotKnowYetIsAnsweredAndNotRemembered() {
        DecideBooking decide = DecideBooking.newBuilder()
                .setRequestId(newKey())
                .setBookingId(UUID.randomUUID())
                .setDecision(Decision.UNKNOWN)
                .build();

        assertThat(ask(decide).getStatus()).isEqualTo(BookingStatus.UNSUPPORTED);
        assertThat(worker.getBean(DatabaseClient.class)
                        .sql("select 1 as one from requests")
                        .fetch()
                        .first()
                        .blockOptional())
                .isEmpty();
    }

    @Test
    void aRecordThatIsNoneIsSetAsideAndTheNextOneIsRead() {
        send(Topics.BOOKING_REQUESTS.name(), null);

        // Made with the first dead letter.
        String deadLetters = Topics.BOOKING_REQUESTS.deadLetters("booking-worker");
        await().until(() -> !replies.partitionsFor(deadLetters).isEmpty());
        try (KafkaConsumer<String, byte[]> dead = reader(deadLetters)) {
            assertThat(next(dead).key()).isEqualTo("default");
        }
        assertThat(ask(TestDesk.request(newKey()).build()).getStatus()).isEqualTo(BookingStatus.BOOKED);
        next(events);
    }

    @Test
    void isReadyOnceItReads() throws Exception {
        String port = worker.getEnvironment().getProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                    .build();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(http.send(health, HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                            .isEqualTo(200));
        }
    }

    @Test
    void showsWhetherTheInvariantsHold() throws Exception {
        String port = worker.getEnvironment().getProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest metrics = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                    .build();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(http.send(metrics, HttpResponse.BodyHandlers.ofString())
                                    .body())
                            .contains("meridian_invariant{name=\"overlap\"} 0.0")
                            .contains("meridian_clashes{kind=\"missing\"}"));
        }
    }

    @Test
    void doesNotStartWithoutASecret() {
        assertThatThrownBy(() -> BookingWorker.application().run(arguments("")))
                .rootCause()
                .hasMessageContaining("MERIDIAN_SECRET: not set (expected: >= 32 bytes)");
    }

    private String[] arguments(String secret) {
        return new String[] {
            "--server.port=0",
            "--meridian.secret=" + secret,
            "--meridian.database.url=" + database.r2dbcUrl(),
            "--meridian.database.username=" + database.username(),
            "--meridian.database.password=" + database.password(),
            "--meridian.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "--meridian.kafka.partitions=2",
            "--meridian.kafka.transient-patience=1s",
            "--meridian.kafka.register-schemas=false",
            "--meridian.kafka.serializer=" + FixedSerde.Serializer.class.getName(),
            "--meridian.kafka.deserializer=" + FixedSerde.Deserializer.class.getName(),
            "--meridian.google.root-url=" + sandbox.rootUrl(),
            "--meridian.google.access-token=" + sandbox.token()
        };
    }

    private static HoldSlot hold(String key) {
        return HoldSlot.newBuilder()
                .setRequestId(key)
                .setExpiresAt(NOW.plusSeconds(60))
                .setStart("2026-11-23T09:00")
                .setTimeZone("America/Los_Angeles")
                .build();
    }

    private BookingReply ask(SpecificRecord request) {
        String correlation = send(Topics.BOOKING_REQUESTS.name(), serialize(request));
        ConsumerRecord<String, byte[]> reply = next(replies);
        assertThat(header(reply, Headers.CORRELATION_ID)).isEqualTo(correlation);
        return reply(reply);
    }

    private BookingReply reply(ConsumerRecord<String, byte[]> record) {
        SpecificRecord value = deserializer.deserialize(record.topic(), record.value());
        assertThat(value).isInstanceOf(BookingReply.class);
        return (BookingReply) Objects.requireNonNull(value);
    }

    private String send(String topic, byte @Nullable [] value) {
        String correlation = UUID.randomUUID().toString();
        ProducerRecord<String, byte @Nullable []> record = new ProducerRecord<>(topic, "default", value);
        record.headers()
                .add(Headers.CORRELATION_ID, correlation.getBytes(UTF_8))
                .add(Headers.REPLY_TOPIC, Topics.REPLIES.name().getBytes(UTF_8))
                .add(Headers.REPLY_PARTITION, "1".getBytes(UTF_8));
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return correlation;
    }

    private byte[] serialize(SpecificRecord value) {
        return Objects.requireNonNull(serializer.serialize(Topics.BOOKING_REQUESTS.name(), value));
    }

    private List<String> liveEvents() {
        return sandbox.events(sandbox.calendarId()).stream()
                .filter(event -> !event.contains("\"cancelled\""))
                .toList();
    }

    private String newKey() {
        return "key-" + keys.incrementAndGet();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private KafkaConsumer<String, byte[]> reader(String... topics) {
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(oneByOne(), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static ConsumerRecord<String, byte[]> next(KafkaConsumer<String, byte[]> consumer) {
        for (int i = 0; i < 200; i++) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                return record;
            }
        }
        throw new AssertionError("no record within 20 s");
    }

    private Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private Map<String, Object> oneByOne() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.poll.records", 1);
    }
}
