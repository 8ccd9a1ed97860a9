package dev.meridian.bookings.staffing;

import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.instantOrNull;
import static dev.meridian.bookings.database.Columns.text;

import dev.meridian.bookings.booking.BookingState;
import dev.meridian.bookings.database.Columns;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;

/** {@link Loads} in Postgres. */
public final class R2dbcLoads implements Loads {

    private static final String KEEPS_SLOT = BookingState.sqlList(BookingState::holdsSlot);

    private final DatabaseClient database;

    public R2dbcLoads(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Load> of(String service, Collection<String> staffIds) {
        return database.sql("""
                        select person.id,
                            (select max(created_at) from bookings where staff = person.id) as last_booked,
                            (select count(distinct starts_at) from bookings
                             where staff = person.id and service = :service and state in (%s)
                               and created_at > now - make_interval(days => :days)
                               and (state not in ('HELD', 'AWAITING_HOST') or hold_until > now)) as bookings
                        from unnest(:staff) as person (id), (select meridian_now() as now) as clock
                        order by person.id""".formatted(KEEPS_SLOT))
                .bind("service", service)
                .bind("staff", staffIds.toArray(String[]::new))
                .bind("days", (int) WINDOW.toDays())
                .map(row -> new Load(
                        text(row, "id"), instantOrNull(row, "last_booked"), Columns.get(row, "bookings", Long.class)))
                .all();
    }

    @Override
    public Flux<Instant> starts(String service, TimeRange span, @Nullable UUID except) {
        GenericExecuteSpec select = database.sql("""
                        select staff, starts_at from bookings
                        where service = :service and state in (%s) and starts_at >= :from and starts_at < :to
                          and id is distinct from :except
                        union
                        select staff, next_starts_at from bookings
                        where service = :service and state in ('MOVING', 'PARKED')
                          and next_starts_at >= :from and next_starts_at < :to and id is distinct from :except
                        order by starts_at""".formatted(KEEPS_SLOT))
                .bind("service", service)
                .bind("from", Columns.of(span.start()))
                .bind("to", Columns.of(span.end()));
        select = except == null ? select.bindNull("except", UUID.class) : select.bind("except", except);
        return select.map(row -> instant(row, "starts_at")).all();
    }
}
