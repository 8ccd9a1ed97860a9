package dev.meridian.booking;

import dev.meridian.booking.decision.BookingEventsPublisher;
import dev.meridian.booking.decision.BookingRepliesPublisher;
import dev.meridian.booking.decision.Decisions;
import dev.meridian.booking.decision.Seating;
import dev.meridian.booking.outbox.OutboxRelay;
import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.R2dbcBookings;
import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.catalogue.R2dbcCatalogue;
import dev.meridian.bookings.customer.Identification;
import dev.meridian.bookings.database.Migrations;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.bookings.identity.BookingIds;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.R2dbcOccupancies;
import dev.meridian.bookings.outbox.Outbox;
import dev.meridian.bookings.outbox.Pending;
import dev.meridian.bookings.outbox.R2dbcOutbox;
import dev.meridian.bookings.request.Outcome;
import dev.meridian.bookings.request.R2dbcRequests;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.request.StoredRequest;
import dev.meridian.bookings.session.R2dbcSessions;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.bookings.staffing.Loads;
import dev.meridian.bookings.staffing.R2dbcLoads;
import dev.meridian.messaging.request.Replies;
import dev.meridian.messaging.serde.AvroCodec;
import dev.meridian.messaging.serde.ConfiguredAvroCodec;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.schema.Topic;
import dev.meridian.schema.Topics;
import dev.meridian.schema.booking.BookingReply;
import dev.meridian.schema.booking.Customer;
import dev.meridian.schema.booking.RequestBooking;
import dev.meridian.testkit.FixedSerde;
import dev.meridian.testkit.SettableClock;
import dev.meridian.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

/**
 * The write path's parts on a database of their own, emptied before each test, at {@link #NOW}; what goes to Kafka is kept
 * for the test to read.
 */
public final class TestDesk implements BeforeEachCallback, AfterAllCallback {

    /** A Saturday afternoon in the business zone. */
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /** 09:00 in Los Angeles on the Monday after, 22:30 in the business zone: inside the hours and on the grid. */
    public static final Instant NINE = Instant.parse("2026-11-23T17:00:00Z");

    public static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Kolkata");
    public static final Lease LEASE = new Lease("worker-1", Duration.ofSeconds(10));
    public static final Lease OTHER_LEASE = new Lease("worker-2", Duration.ofSeconds(10));

    private final ConnectionPool pool;
    private final List<ProducerRecord<String, byte[]>> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger failSecond = new AtomicInteger();

    public final DatabaseClient database;
    public final Transactions transactions;
    public final Bookings bookings;
    public final Occupancies occupancies;
    public final Loads loads;
    public final Sessions sessions;
    public final Seating seating;
    public final Requests requests;
    public final Outbox outbox;
    public final R2dbcCatalogue catalogue;
    public final BookingIds ids = new BookingIds("0123456789abcdef0123456789abcdef", "test");
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final AvroCodec codec = ConfiguredAvroCodec.of(
            FixedSerde.Serializer.class.getName(), FixedSerde.Deserializer.class.getName(), Map.of());
    public final BookingEventsPublisher events = new BookingEventsPublisher(codec, new SettableClock(NOW));
    public final Identification identification;
    public final Decisions decisions;
    public final BookingRepliesPublisher replies;
    public final OutboxRelay relay;

    public TestDesk() {
        TestPostgres.Database where = TestPostgres.freshDatabase();
        Migrations.run(where.jdbcUrl(), where.username(), where.password(), BUSINESS_ZONE);
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        ConnectionFactories.get(ConnectionFactoryOptions.parse(where.r2dbcUrl())
                                .mutate()
                                .option(ConnectionFactoryOptions.USER, where.username())
                                .option(ConnectionFactoryOptions.PASSWORD, where.password())
                                .build()))
                .initialSize(1)
                .maxSize(16)
                .build());
        database = DatabaseClient.create(pool);
        TransactionalOperator transaction = TransactionalOperator.create(new R2dbcTransactionManager(pool));
        transactions = new Transactions(transaction);
        bookings = new R2dbcBookings(database);
        occupancies = new R2dbcOccupancies(database);
        loads = new R2dbcLoads(database);
        requests = new R2dbcRequests(database);
        outbox = new R2dbcOutbox(database);
        catalogue = new R2dbcCatalogue(database);
        identification = new Identification(database, ids);
        sessions = new R2dbcSessions(database);
        seating = new Seating(sessions, bookings, occupancies, ids, BUSINESS_ZONE);
        decisions = new Decisions(bookings, occupancies, seating, requests, outbox, events);
        KafkaTemplate<String, byte[]> kafka = new KeepingTemplate(sent, failSecond);
        replies = new BookingRepliesPublisher(new Replies(kafka, codec, new SettableClock(NOW)), ids, meters);
        relay = new OutboxRelay(outbox, transaction, kafka, 100, Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    /** Empties the book, at {@link #NOW}. */
    public void clear() {
        sent.clear();
        run(
                "truncate requests, waiters, bookings, occupancies, sessions, seats, outbox, calendar_syncs, calendar_rechecks, clashes, audits,"
                        + " customers, contacts, customer_preferences, lessons, erasures");
        setClock(NOW);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        pool.dispose();
    }

    /** Moves the database's clock to an instant, where it goes on. */
    public void setClock(Instant now) {
        Long micros = database.sql(
                        "select (extract(epoch from cast(:now as timestamptz) - clock_timestamp()) * 1e6)::bigint as micros")
                .bind("now", now.toString())
                .map(row -> row.get("micros", Long.class))
                .one()
                .block();
        run("create or replace function meridian_now() returns timestamptz language sql volatile"
                + " as 'select clock_timestamp() + interval ''" + micros + " microseconds'''");
    }

    /** A service like the standard one whose appointments {@code seats} customers share. */
    public void offer(String service, int seats) {
        offer(service, "{\"name\": \"Group class\", \"capacity\": %d}".formatted(seats));
    }

    /** Offers another service, which is the standard one but for what is said. */
    public void offer(String service, String differences) {
        database.sql("""
                        insert into services (id, version, definition)
                        select :id, 1, definition || jsonb_build_object('id', cast(:id as text)) || cast(:differences as jsonb)
                        from services where id = 'standard'
                        on conflict (id) do update set definition = excluded.definition""")
                .bind("id", service)
                .bind("differences", differences)
                .then()
                .block();
    }

    public void run(String sql) {
        database.sql(sql).then().block();
    }

    /** Puts a service into the catalogue. */
    public void offer(TestService service) {
        offer(service.id(), service.differences());
    }

    /** Puts somebody into the catalogue who works by a schedule and writes into a calendar of the same name. */
    public void hire(String id, int weight, Schedule schedule) {
        hire(
                new Staff(id, id, BUSINESS_ZONE, List.of(new CalendarUse(id, true, true)), schedule.id(), weight, 1),
                schedule);
    }

    public void hire(Staff staff, Schedule schedule) {
        put("schedules", schedule.id(), schedule);
        put("staff", staff.id(), staff);
    }

    private void put(String table, String id, Object definition) {
        database.sql("insert into " + table + " (id, version, definition) values (:id, 1, cast(:definition as jsonb))"
                        + " on conflict (id) do update set definition = excluded.definition")
                .bind("id", id)
                .bind("definition", CatalogueJson.write(definition))
                .then()
                .block();
    }

    public long count(String query) {
        return database.sql("select count(*) as n from " + query)
                .map(row -> row.get("n", Long.class))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    public Booking booking(UUID id) {
        return Objects.requireNonNull(bookings.find(id).block());
    }

    /** The stored outcome of a request, which must be decided. */
    public Outcome outcome(String source, String key) {
        StoredRequest stored = Objects.requireNonNull(requests.find(source, key).block());
        return Objects.requireNonNull(stored.outcome());
    }

    /** The events of bookings that wait in the outbox, in the order of writing. */
    public List<SpecificRecord> events() {
        return waiting(Topics.BOOKING_EVENTS);
    }

    /** What of a topic waits in the outbox, in the order of writing. */
    public List<SpecificRecord> waiting(Topic<?> topic) {
        return Flux.range(0, Outbox.SHARDS)
                .concatMap(shard -> outbox.pending(shard, 1000))
                .sort((one, other) -> Long.compare(one.id(), other.id()))
                .map(Pending::message)
                .filter(message -> message.topic().equals(topic.name()))
                .map(message -> codec.decode(message.topic(), Objects.requireNonNull(message.bytes())))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    /** Everything sent so far, as it went out. */
    public List<ProducerRecord<String, byte[]>> sent() {
        return List.copyOf(sent);
    }

    /** Of the next messages the second one is not confirmed; it does not reach the broker. */
    public void failNextSend() {
        failSecond.set(2);
    }

    /** The replies sent so far. They are sent in the background. */
    public List<BookingReply> replies() {
        return sent.stream()
                .map(record -> codec.decode(record.topic(), record.value()))
                .filter(BookingReply.class::isInstance)
                .map(BookingReply.class::cast)
                .toList();
    }

    /** A wish for {@link #NINE} from Los Angeles. */
    public static RequestBooking.Builder request(String key) {
        return RequestBooking.newBuilder()
                .setRequestId(key)
                .setExpiresAt(NOW.plusSeconds(60))
                .setStart("2026-11-23T09:00")
                .setTimeZone("America/Los_Angeles")
                .setCustomer(new Customer("Ada Lovelace", "+12135550123", null));
    }

    private static final class KeepingTemplate extends KafkaTemplate<String, byte[]> {

        private final List<ProducerRecord<String, byte[]>> sent;
        private final AtomicInteger failSecond;

        KeepingTemplate(List<ProducerRecord<String, byte[]>> sent, AtomicInteger failSecond) {
            super(new DefaultKafkaProducerFactory<>(Map.of()));
            this.sent = sent;
            this.failSecond = failSecond;
        }

        @Override
        public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> record) {
            if (failSecond.get() > 0 && failSecond.decrementAndGet() == 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
            }
            sent.add(record);
            RecordMetadata where = new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
            return CompletableFuture.completedFuture(new SendResult<>(record, where));
        }
    }
}
