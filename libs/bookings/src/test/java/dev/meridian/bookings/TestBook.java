package dev.meridian.bookings;

import dev.meridian.bookings.booking.Bookings;
import dev.meridian.bookings.booking.Customer;
import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.booking.NewBooking;
import dev.meridian.bookings.booking.Origin;
import dev.meridian.bookings.booking.R2dbcBookings;
import dev.meridian.bookings.catalogue.R2dbcCatalogue;
import dev.meridian.bookings.catalogue.R2dbcCatalogueEdits;
import dev.meridian.bookings.database.Migrations;
import dev.meridian.bookings.occupancy.Occupancies;
import dev.meridian.bookings.occupancy.R2dbcOccupancies;
import dev.meridian.bookings.outbox.R2dbcOutbox;
import dev.meridian.bookings.request.R2dbcRequests;
import dev.meridian.bookings.request.Requests;
import dev.meridian.bookings.session.R2dbcSessions;
import dev.meridian.bookings.session.Sessions;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.testkit.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * A migrated database of its own, with the adapters on it and a hand on its clock. As an extension it is emptied before
 * each test.
 */
public final class TestBook implements BeforeEachCallback, AfterAllCallback, AutoCloseable {

    public static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Kolkata");
    public static final ZoneId CALLER_ZONE = ZoneId.of("America/Los_Angeles");
    public static final Lease LEASE = new Lease("worker-1", Duration.ofSeconds(10));

    private final ConnectionPool pool;
    public final DatabaseClient database;
    public final TransactionalOperator transaction;
    public final Bookings bookings;
    public final Occupancies occupancies;
    public final Sessions sessions;
    public final Requests requests;
    public final R2dbcOutbox outbox;
    public final R2dbcCatalogue catalogue;
    public final R2dbcCatalogueEdits catalogueEdits;

    public TestBook() {
        this(TestPostgres.freshDatabase());
    }

    public TestBook(TestPostgres.Database where) {
        Migrations.run(where.jdbcUrl(), where.username(), where.password(), BUSINESS_ZONE);
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        ConnectionFactories.get(ConnectionFactoryOptions.parse(where.r2dbcUrl())
                                .mutate()
                                .option(ConnectionFactoryOptions.USER, where.username())
                                .option(ConnectionFactoryOptions.PASSWORD, where.password())
                                .build()))
                .maxSize(16)
                .build());
        database = DatabaseClient.create(pool);
        transaction = TransactionalOperator.create(new R2dbcTransactionManager(pool));
        bookings = new R2dbcBookings(database);
        occupancies = new R2dbcOccupancies(database);
        sessions = new R2dbcSessions(database);
        requests = new R2dbcRequests(database);
        outbox = new R2dbcOutbox(database);
        catalogue = new R2dbcCatalogue(database);
        catalogueEdits = new R2dbcCatalogueEdits(database);
    }

    /** Empties the tables that requests fill, and sets the clock right. */
    @Override
    public void beforeEach(ExtensionContext context) {
        database.sql(
                        "truncate requests, waiters, bookings, occupancies, sessions, seats, outbox, calendar_syncs, calendar_rechecks, clashes, audits,"
                                + " customers, contacts, customer_preferences, lessons, erasures")
                .then()
                .block();
        setClock(Instant.now());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        pool.dispose();
    }

    /** Moves the database's clock to an instant, where it goes on. */
    public void setClock(Instant now) {
        database.sql("""
                        create or replace function meridian_now() returns timestamptz language sql volatile
                        as 'select clock_timestamp() + make_interval(secs => %s)'""".formatted(Duration.between(Instant.now(), now).toMillis() / 1000.0))
                .then()
                .block();
    }

    /** A booking of the default host on a slot. */
    public static NewBooking booking(UUID id, TimeRange slot, Instant holdUntil) {
        return new NewBooking(
                id,
                LEASE,
                holdUntil,
                "primary",
                "e" + id.toString().replace("-", ""),
                "standard",
                "default",
                false,
                slot,
                Duration.ZERO,
                Duration.ZERO,
                CALLER_ZONE,
                BUSINESS_ZONE,
                new Customer("Ada Lovelace", "+12135550123", null),
                null,
                List.of("guest@example.org"),
                Map.of("topic", "engines"),
                new Origin("retell", "call-1/tool-1", "call-1", "tool-1"));
    }

    /** Takes the slot and writes the booking, as one transaction. */
    public Mono<Boolean> hold(NewBooking booking) {
        return transaction.transactional(occupancies
                .take(
                        booking.id(),
                        List.of(booking.staff()),
                        booking.slot(),
                        booking.bufferBefore(),
                        booking.bufferAfter())
                .flatMap(taken -> taken ? bookings.hold(booking).thenReturn(true) : Mono.just(false)));
    }
}
