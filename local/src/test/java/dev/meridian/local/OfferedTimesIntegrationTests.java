package dev.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.availability.OfferedTimes;
import dev.meridian.availability.OfferedTimes.Offered;
import dev.meridian.booking.request.TakenTimes;
import dev.meridian.bookings.catalogue.CatalogueJson;
import dev.meridian.bookings.database.Migrations;
import dev.meridian.bookings.database.Transactions;
import dev.meridian.calendars.BusyTimes;
import dev.meridian.calendars.CalendarConnector;
import dev.meridian.scheduling.catalogue.CalendarUse;
import dev.meridian.scheduling.catalogue.Schedule;
import dev.meridian.scheduling.catalogue.Staff;
import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.testkit.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Both workers on one database, with services that share people and a room, keep buffers and take only so many a day or a week:
 * what is offered can be booked, and goes to who was named.
 */
class OfferedTimesIntegrationTests {

    private static final int BOOKINGS = 1_000;
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final Instant NOW = Instant.parse("2026-10-20T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, KOLKATA);
    private static final List<String> CALLERS =
            List.of("America/Los_Angeles", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe");

    private static ConnectionPool pool;
    private static DatabaseClient database;

    @BeforeAll
    static void fill() {
        TestPostgres.Database where = TestPostgres.freshDatabase();
        Migrations.run(where.jdbcUrl(), where.username(), where.password(), KOLKATA);
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        ConnectionFactories.get(ConnectionFactoryOptions.parse(where.r2dbcUrl())
                                .mutate()
                                .option(ConnectionFactoryOptions.USER, where.username())
                                .option(ConnectionFactoryOptions.PASSWORD, where.password())
                                .build()))
                .maxSize(4)
                .build());
        database = DatabaseClient.create(pool);
        Set<Weekday> all = Set.of(Weekday.values());
        put("schedules", Schedule.weekly("nights", KOLKATA, List.of(WeeklyWindow.of(all, "18:30", "03:30"))), "nights");
        put(
                "schedules",
                Schedule.weekly(
                        "days",
                        ZoneId.of("Europe/Berlin"),
                        List.of(WeeklyWindow.of(all, "08:15", "12:00"), WeeklyWindow.of(all, "13:00", "20:00"))),
                "days");
        hire("amy", "nights", 1);
        hire("ben", "nights", 3);
        hire("cat", "days", 0);
        offer("talk", """
                "durations_minutes": [60], "interval_minutes": 30, "alignment": "WINDOW_START",
                "buffer_before_minutes": 15, "buffer_after_minutes": 10, "max_per_day": 6, "max_per_week": 30,
                "staff": ["amy", "ben"], "assignment": "LEAST_RECENT", "collective": false, "resources": ["blue"]""");
        offer("walk", """
                "durations_minutes": [45], "interval_minutes": 45, "alignment": "WINDOW_START",
                "buffer_before_minutes": 0, "buffer_after_minutes": 30, "max_per_day": null, "max_per_week": null,
                "staff": ["ben", "cat"], "assignment": "WEIGHT", "collective": false, "resources": []""");
        offer("board", """
                "durations_minutes": [30], "interval_minutes": 60, "alignment": "WINDOW_START",
                "buffer_before_minutes": 0, "buffer_after_minutes": 0, "max_per_day": 2, "max_per_week": null,
                "staff": ["amy", "ben"], "assignment": "LEAST_RECENT", "collective": true, "resources": ["blue"]""");
        offer("chat", """
                "durations_minutes": [20], "interval_minutes": 20, "alignment": "FREE_RANGE_CLOCK",
                "buffer_before_minutes": 5, "buffer_after_minutes": 5, "max_per_day": null, "max_per_week": 60,
                "staff": ["cat", "amy"], "assignment": "AVAILABILITY", "collective": false, "resources": []""");
    }

    @AfterAll
    static void stop() {
        pool.dispose();
    }

    @Test
    void whatIsOfferedCanBeBookedWhenNobodyElseWrites() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        OfferedTimes offers = new OfferedTimes(database, emptyCalendars(), KOLKATA, CLOCK);
        TakenTimes desk = new TakenTimes(
                database,
                new Transactions(TransactionalOperator.create(new R2dbcTransactionManager(pool))),
                KOLKATA,
                CLOCK);
        Map<String, Integer> booked = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        List<String> others = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(NOW, KOLKATA);
        int done = 0;
        for (int tries = 0; done < BOOKINGS && tries < 3 * BOOKINGS; tries++) {
            String service = List.of("talk", "walk", "board", "chat").get(random.nextInt(4));
            ZoneId caller = ZoneId.of(CALLERS.get(random.nextInt(CALLERS.size())));
            LocalDate from = today.plusDays(random.nextInt(58));
            List<Offered> offered = offers.between(service, from, from.plusDays(3), caller);
            if (offered.isEmpty()) {
                continue;
            }
            Offered offer = offered.get(random.nextInt(offered.size()));
            boolean anybody = random.nextInt(3) > 0;
            String wished = offer.free().get(random.nextInt(offer.free().size()));
            String got = desk.book(service, offer.start().atZone(caller), anybody ? null : wished);
            String expected = anybody || service.equals("board") ? offer.staff() : wished;
            if (got.startsWith("refused")) {
                refused.add(service + " " + offer + " " + caller + ": " + got);
            } else if (!got.equals(expected)) {
                others.add(service + " " + offer + ": " + got);
            }
            booked.merge(service, 1, Integer::sum);
            done++;
        }
        assertThat(refused).as("seed %d", seed).isEmpty();
        assertThat(others)
                .as("seed %d: offered with one, given to another", seed)
                .isEmpty();
        assertThat(done).as("seed %d: %s", seed, booked).isEqualTo(BOOKINGS);
        assertThat(booked).as("seed %d", seed).hasSize(4);
    }

    private static CalendarConnector emptyCalendars() {
        return (CalendarConnector) Proxy.newProxyInstance(
                CalendarConnector.class.getClassLoader(),
                new Class<?>[] {CalendarConnector.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("freeBusy")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return ((Collection<?>) arguments[0])
                            .stream()
                                    .collect(Collectors.toMap(
                                            Function.identity(), id -> new BusyTimes.Known(List.of())));
                });
    }

    private static void hire(String id, String schedule, int weight) {
        put("staff", new Staff(id, id, KOLKATA, List.of(new CalendarUse(id, true, true)), schedule, weight, 1), id);
    }

    private static void offer(String id, String rules) {
        put("services", id, """
                {"id": "%s", "name": "%s", "min_notice_minutes": 120, "window_days": 60, "capacity": 1,
                 "requires_confirmation": false, "cancel_notice_minutes": 0, "reschedule_notice_minutes": 0,
                 "questions": [], "prices": [], "location": "NONE", "version": 1, %s}""".formatted(id, id, rules));
    }

    private static void put(String table, Object definition, String id) {
        put(table, id, CatalogueJson.write(definition));
    }

    private static void put(String table, String id, String json) {
        database.sql("insert into " + table + " (id, version, definition) values (:id, 1, cast(:definition as jsonb))")
                .bind("id", id)
                .bind("definition", json)
                .then()
                .block();
    }
}
