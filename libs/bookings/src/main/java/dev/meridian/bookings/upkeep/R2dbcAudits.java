package dev.meridian.bookings.upkeep;

import static dev.meridian.bookings.database.Columns.bool;
import static dev.meridian.bookings.database.Columns.get;
import static dev.meridian.bookings.database.Columns.instant;

import dev.meridian.bookings.booking.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@link Audits} in Postgres. */
public final class R2dbcAudits implements Audits {

    private static final String NAME = "invariants";
    private static final int SHOWN = 20;

    private final DatabaseClient database;

    public R2dbcAudits(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> claim(Lease lease, Duration interval) {
        return database.sql("""
                        insert into audits (name, owner, lease_until)
                        select :name, :owner, now + make_interval(secs => :lease)
                        from (select meridian_now() as now) as clock
                        on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
                        where (audits.lease_until is null or audits.lease_until < (select meridian_now()))
                          and (audits.audited_at is null or :interval = 0.0
                               or audits.audited_at <= (select meridian_now()) - make_interval(secs => :interval))""")
                .bind("name", NAME)
                .bind("owner", lease.owner())
                .bind("lease", lease.length().toMillis() / 1000.0)
                .bind("interval", interval.toMillis() / 1000.0)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    @Override
    public Mono<Void> done(Lease lease) {
        return database.sql("""
                        update audits set audited_at = (select meridian_now()), lease_until = null
                        where name = :name and owner = :owner""").bind("name", NAME).bind("owner", lease.owner()).then();
    }

    @Override
    public Mono<Boolean> isOurs(Lease lease) {
        return database.sql("select owner = :owner as ours from audits where name = :name")
                .bind("name", NAME)
                .bind("owner", lease.owner())
                .map(row -> bool(row, "ours"))
                .one()
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<Instant> now() {
        return database.sql("select meridian_now() as now")
                .map(row -> instant(row, "now"))
                .one();
    }

    @Override
    public Mono<Finding> look(Invariant invariant) {
        return database.sql("""
                        select count(*) as n, coalesce(array_agg(id) filter (where place <= %d), '{}') as ids
                        from (select id, row_number() over () as place from (%s) as broken) as numbered""".formatted(SHOWN, invariant.sql()))
                .map(row -> new Finding(get(row, "n", Long.class), List.of(get(row, "ids", String[].class))))
                .one();
    }
}
