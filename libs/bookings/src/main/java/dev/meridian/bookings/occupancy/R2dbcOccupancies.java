package dev.meridian.bookings.occupancy;

import static dev.meridian.bookings.database.Columns.bool;
import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.database.Columns;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Occupancies} in Postgres. */
public final class R2dbcOccupancies implements Occupancies {

    private final DatabaseClient database;

    public R2dbcOccupancies(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Occupancy> live(Collection<String> resourceIds, Instant from, Instant to) {
        return database.sql("""
                        select o.booking_id, o.holder, o.resource_id, lower(o.slot) as starts_at, upper(o.slot) as ends_at,
                            o.buffer_before_minutes, o.buffer_after_minutes
                        from occupancies o join bookings b on b.id = o.booking_id
                        where o.resource_id = any(:resources) and o.slot && tstzrange(:from, :to) and o.live
                          and (b.state not in ('HELD', 'AWAITING_HOST') or b.hold_until > (select meridian_now()))
                        order by lower(o.slot), o.resource_id""")
                .bind("resources", resourceIds.toArray(String[]::new))
                .bind("from", Columns.of(from))
                .bind("to", Columns.of(to))
                .map(row -> new Occupancy(
                        uuid(row, "booking_id"),
                        uuid(row, "holder"),
                        text(row, "resource_id"),
                        new TimeRange(instant(row, "starts_at"), instant(row, "ends_at")),
                        Duration.ofMinutes(integer(row, "buffer_before_minutes")),
                        Duration.ofMinutes(integer(row, "buffer_after_minutes"))))
                .all();
    }

    @Override
    public Mono<Void> lock(Collection<String> resourceIds) {
        String[] names = resourceIds.stream()
                .distinct()
                .sorted()
                .map(resource -> "resource/" + resource)
                .toArray(String[]::new);
        // Sorted inside, locked outside: one after the other in this order.
        return database.sql("""
                        select pg_advisory_xact_lock(hashtextextended(name, 0))
                        from (select name from unnest(:names) with ordinality as resource (name, place) order by place) as sorted""").bind("names", names).then();
    }

    @Override
    public Mono<Boolean> crowded(
            UUID bookingId,
            UUID holder,
            Collection<String> resourceIds,
            TimeRange slot,
            Duration bufferBefore,
            Duration bufferAfter) {
        // The constant range is what the index is searched by; else all that a resource ever had would be looked at.
        return database.sql("""
                        select exists (
                            select from occupancies
                            where resource_id = any(:resources) and live and booking_id <> :booking and holder <> :holder
                              and slot && tstzrange(:earliest, :latest)
                              and slot && tstzrange(
                                  :start - make_interval(mins => greatest(:before, buffer_after_minutes)),
                                  :end + make_interval(mins => greatest(:after, buffer_before_minutes)))
                        ) as crowded""")
                .bind("resources", resourceIds.toArray(String[]::new))
                .bind("booking", bookingId)
                .bind("holder", holder)
                .bind("start", Columns.of(slot.start()))
                .bind("end", Columns.of(slot.end()))
                .bind("earliest", Columns.of(slot.start().minus(Service.MAX_BUFFER)))
                .bind("latest", Columns.of(slot.end().plus(Service.MAX_BUFFER)))
                .bind("before", (int) bufferBefore.toMinutes())
                .bind("after", (int) bufferAfter.toMinutes())
                .map(row -> bool(row, "crowded"))
                .one();
    }

    @Override
    public Mono<Boolean> take(
            UUID bookingId,
            UUID holder,
            Collection<String> resourceIds,
            TimeRange slot,
            Duration bufferBefore,
            Duration bufferAfter) {
        String[] resources = resourceIds.stream().distinct().sorted().toArray(String[]::new);
        return slotted("""
                        insert into occupancies (booking_id, holder, resource_id, slot, buffer_before_minutes, buffer_after_minutes)
                        select :booking, :holder, id, tstzrange(:start, :end, '[)'), :before, :after
                        from unnest(:resources) with ordinality as resource (id, place)
                        order by place
                        on conflict do nothing""", bookingId, slot)
                .bind("holder", holder)
                .bind("resources", resources)
                .bind("before", (int) bufferBefore.toMinutes())
                .bind("after", (int) bufferAfter.toMinutes())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == resources.length ? Mono.just(true) : giveBack(bookingId, resources, slot));
    }

    @Override
    public Flux<String> resources(UUID bookingId) {
        return database.sql(
                        "select distinct resource_id from occupancies where booking_id = :booking and live order by resource_id")
                .bind("booking", bookingId)
                .map(row -> text(row, "resource_id"))
                .all();
    }

    @Override
    public Flux<UUID> holders(Collection<String> resourceIds, TimeRange slot) {
        return database.sql("""
                        select distinct booking_id from occupancies
                        where resource_id = any(:resources) and slot && tstzrange(:start, :end) and live""")
                .bind("resources", resourceIds.toArray(String[]::new))
                .bind("start", Columns.of(slot.start()))
                .bind("end", Columns.of(slot.end()))
                .map(row -> uuid(row, "booking_id"))
                .all();
    }

    @Override
    public Flux<String> calendars(UUID bookingId) {
        return database.sql("""
                        select distinct calendar ->> 'id' as id
                        from occupancies o
                            join staff s on s.id = o.resource_id
                            cross join jsonb_array_elements(s.definition -> 'calendars') as calendar
                        where o.booking_id = :booking and o.live and (calendar ->> 'read')::boolean
                        order by id""")
                .bind("booking", bookingId)
                .map(row -> text(row, "id"))
                .all();
    }

    @Override
    public Mono<Void> free(UUID bookingId, TimeRange slot) {
        return slotted("""
                        update occupancies set live = false
                        where booking_id = :booking and slot = tstzrange(:start, :end, '[)') and live""", bookingId, slot).then();
    }

    @Override
    public Mono<Void> free(UUID bookingId, String resourceId) {
        return database.sql(
                        "update occupancies set live = false where booking_id = :booking and resource_id = :resource and live")
                .bind("booking", bookingId)
                .bind("resource", resourceId)
                .then();
    }

    @Override
    public Mono<Void> free(UUID bookingId) {
        return database.sql("update occupancies set live = false where booking_id = :booking and live")
                .bind("booking", bookingId)
                .then();
    }

    private Mono<Boolean> giveBack(UUID bookingId, String[] resources, TimeRange slot) {
        return slotted("""
                        delete from occupancies
                        where booking_id = :booking and resource_id = any(:resources)
                          and slot = tstzrange(:start, :end, '[)') and live""", bookingId, slot).bind("resources", resources).then().thenReturn(false);
    }

    private GenericExecuteSpec slotted(String sql, UUID bookingId, TimeRange slot) {
        return database.sql(sql)
                .bind("booking", bookingId)
                .bind("start", Columns.of(slot.start()))
                .bind("end", Columns.of(slot.end()));
    }
}
