package dev.meridian.booking.simulation;

import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.database.Migrations;
import dev.meridian.testkit.TestPostgres;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real database whose clock the simulation holds, and which notes everything that happens to bookings and to decided
 * requests: kept by triggers, out of reach of the code under test.
 */
final class Book implements AutoCloseable {

    static final ZoneId BUSINESS_ZONE = ZoneId.of("Asia/Kolkata");

    private static final List<String> TABLES = List.of(
            "requests",
            "waiters",
            "bookings",
            "occupancies",
            "sessions",
            "seats",
            "outbox",
            "calendar_syncs",
            "calendar_rechecks",
            "clashes");

    /**
     * One change of one booking; before is empty for the first.
     *
     * @param late whether the time was over until which it was held, or waited for its host
     */
    record Note(
            long seq,
            UUID booking,
            String before,
            String after,
            int epochBefore,
            int epoch,
            Instant start,
            boolean late) {

        boolean entered(BookingState state) {
            return after.equals(state.name()) && !before.equals(after);
        }

        boolean left(BookingState state) {
            return before.equals(state.name()) && !before.equals(after);
        }
    }

    /** A booking as it stands. */
    record Row(
            UUID id,
            BookingState state,
            @Nullable String reason,
            String service,
            @Nullable UUID session,
            String eventId,
            Instant start,
            Instant end,
            int version,
            boolean kept) {}

    /** A request as it stands; the status is empty while it is open. */
    record Memo(String source, String key, String command, String status, UUID bookingId) {}

    final ConnectionPool pool;
    private final Connection connection;

    Book() {
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
        try {
            connection = where.connect();
        } catch (SQLException e) {
            throw new IllegalStateException("no connection", e);
        }
        run("""
                create table simulated_now (at timestamptz not null);
                insert into simulated_now values (now());
                create or replace function meridian_now() returns timestamptz language sql volatile
                    as 'select at from simulated_now';
                create table notes (
                    seq bigint generated always as identity, booking_id uuid, before text, after text,
                    epoch_before integer, epoch integer, starts_at timestamptz, late boolean not null default false);
                create function note_booking() returns trigger language plpgsql as $$
                    begin
                        if tg_op = 'DELETE' then
                            insert into notes (booking_id, before, after, epoch_before, epoch, starts_at)
                            values (old.id, old.state, 'DELETED', old.epoch, old.epoch, old.starts_at);
                            return null;
                        end if;
                        insert into notes (booking_id, before, after, epoch_before, epoch, starts_at, late)
                        values (new.id, case when tg_op = 'UPDATE' then old.state else '' end, new.state,
                            case when tg_op = 'UPDATE' then old.epoch else 0 end, new.epoch, new.starts_at,
                            tg_op = 'UPDATE' and coalesce(old.hold_until <= meridian_now(), false));
                        return null;
                    end $$;
                create trigger note_booking after insert or update or delete on bookings
                    for each row execute function note_booking();
                create table decided_twice (source text, key text);
                create function note_request() returns trigger language plpgsql as $$
                    begin
                        if tg_op = 'DELETE' or new.outcome is distinct from old.outcome or new.state <> 'DECIDED' then
                            insert into decided_twice values (old.source, old.key);
                        end if;
                        return null;
                    end $$;
                create trigger note_request after update or delete on requests
                    for each row when (old.state = 'DECIDED') execute function note_request();
                create table oversold (session_id uuid, seats bigint);
                create function note_seat() returns trigger language plpgsql as $$
                    begin
                        insert into oversold
                        select session_id, count(*) from seats where session_id = new.session_id and live
                        group by session_id
                        having count(*) > %d;
                        return null;
                    end $$;
                create trigger note_seat after insert or update on seats
                    for each row execute function note_seat();
                """.formatted(Offer.SEATS));
        Offer.SERVICES.forEach((id, differences) -> run("""
                insert into services (id, version, definition)
                select '%s', 1, definition || '{"id": "%s"}' || '%s' from services where id = 'standard'""".formatted(id, id, differences)));
    }

    /** Nothing was ever booked, and it is this instant. */
    void begin(Instant now) {
        empty();
        run("truncate notes, decided_twice, oversold restart identity; update simulated_now set at = '" + now + "'");
    }

    void empty() {
        run("truncate " + String.join(", ", TABLES) + " restart identity");
    }

    void advance(Duration time) {
        run("update simulated_now set at = at + interval '" + time.toMillis() + " milliseconds'");
    }

    List<Note> notesAfter(long seq) {
        return select(
                "select * from notes where seq > " + seq + " order by seq",
                row -> new Note(
                        row.getLong("seq"),
                        row.getObject("booking_id", UUID.class),
                        row.getString("before"),
                        row.getString("after"),
                        row.getInt("epoch_before"),
                        row.getInt("epoch"),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getBoolean("late")));
    }

    List<Row> bookings() {
        return select(
                "select * from bookings order by id",
                row -> new Row(
                        row.getObject("id", UUID.class),
                        BookingState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getString("service"),
                        row.getObject("session_id", UUID.class),
                        row.getString("event_id"),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getInt("version"),
                        row.getBoolean("kept")));
    }

    List<UUID> confirmed() {
        return ids("select id from bookings where state = 'CONFIRMED' order by id");
    }

    List<UUID> parked() {
        return ids("select id from bookings where state = 'PARKED' order by id");
    }

    /** Those who wait for the host's word. */
    List<UUID> awaitingHost() {
        return ids("select id from bookings where state = 'AWAITING_HOST' order by id");
    }

    /** Those whose event a human has taken to a time that somebody else has, and who therefore stayed where they were. */
    Set<UUID> disputed() {
        return Set.copyOf(
                ids("select distinct booking_id as id from clashes where kind = 'MOVED' and resolved_at is null"));
    }

    private List<UUID> ids(String query) {
        return select(query, row -> row.getObject("id", UUID.class));
    }

    List<Memo> requests() {
        return select(
                "select *, coalesce(outcome ->> 'status', '') as status from requests order by source, key",
                row -> new Memo(
                        row.getString("source"),
                        row.getString("key"),
                        row.getString("command"),
                        row.getString("status"),
                        row.getObject("booking_id", UUID.class)));
    }

    boolean wasConfirmed(UUID booking) {
        return count("notes where booking_id = '" + booking + "' and after = 'CONFIRMED'") > 0;
    }

    long count(String query) {
        return select("select count(*) as n from " + query, row -> row.getLong("n"))
                .getFirst();
    }

    /** A checksum of each table. */
    Map<String, String> checksums() {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String table : TABLES) {
            sums.put(
                    table,
                    select(
                                    "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "
                                            + table + " t",
                                    row -> row.getString("sum"))
                            .getFirst());
        }
        return sums;
    }

    /** A change that no trigger notes or forbids. */
    void unseen(String sql) {
        run("set session_replication_role = replica; " + sql + "; set session_replication_role = origin");
    }

    synchronized void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private synchronized <T> List<T> select(String sql, Reading<T> reading) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reading.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        pool.dispose();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
