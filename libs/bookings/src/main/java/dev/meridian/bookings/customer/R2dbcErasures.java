package dev.meridian.bookings.customer;

import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.database.Columns;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Erasures} in Postgres. */
public final class R2dbcErasures implements Erasures {

    private final DatabaseClient database;

    public R2dbcErasures(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Erasure> take(Duration pause, int max) {
        return database.sql("""
                        update erasures
                        set attempts = attempts + 1, due_at = now + make_interval(secs => :pause)
                        from (select meridian_now() as now) as clock
                        where booking_id in (
                            select booking_id from erasures
                            where due_at <= (select meridian_now())
                            order by due_at
                            limit :max
                            for update skip locked)
                        returning booking_id, attempts""")
                .bind("pause", seconds(pause))
                .bind("max", max)
                .map(row -> new Erasure(uuid(row, "booking_id"), integer(row, "attempts")))
                .all();
    }

    @Override
    public Mono<Void> done(Erasure taken) {
        return database.sql("delete from erasures where booking_id = :id and attempts = :attempts")
                .bind("id", taken.bookingId())
                .bind("attempts", taken.attempts())
                .then();
    }

    @Override
    public Mono<Void> putOff(Erasure taken, Duration pause) {
        return database.sql("""
                        update erasures set due_at = (select meridian_now()) + make_interval(secs => :pause)
                        where booking_id = :id and attempts = :attempts""")
                .bind("id", taken.bookingId())
                .bind("attempts", taken.attempts())
                .bind("pause", seconds(pause))
                .then();
    }

    @Override
    public Mono<Long> open() {
        return database.sql("select count(*) as open from erasures")
                .map(row -> Columns.get(row, "open", Long.class))
                .one();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
