package dev.meridian.bookings.upkeep;

import static dev.meridian.bookings.database.Columns.bool;
import static dev.meridian.bookings.database.Columns.get;
import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.instantOrNull;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.booking.Booking;
import dev.meridian.bookings.database.Columns;
import dev.meridian.scheduling.time.TimeRange;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Clashes} in Postgres. */
public final class R2dbcClashes implements Clashes {

    private static final String INSERT = """
            insert into clashes (booking_id, calendar_id, event_id, kind, event_starts_at, event_ends_at, found_at, resolved_at)
            select :booking, :calendar, :event, :kind, :start, :end, now, case when :settled then now end
            from (select meridian_now() as now) as clock
            """;

    private final DatabaseClient database;

    public R2dbcClashes(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Clash> found(Booking booking, String eventId, Clash.Kind kind, @Nullable TimeRange time) {
        return insert("""
                        on conflict (booking_id, event_id, kind) where resolved_at is null
                        do update set event_starts_at = excluded.event_starts_at, event_ends_at = excluded.event_ends_at
                        returning *, xmax = 0 as fresh""", booking, eventId, kind, time, false)
                .map(row -> bool(row, "fresh") ? Optional.of(clash(row)) : Optional.<Clash>empty())
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Clash> settled(Booking booking, String eventId, Clash.Kind kind, @Nullable TimeRange time) {
        return eventInPlace(booking.id())
                .then(insert("returning *", booking, eventId, kind, time, true)
                        .map(R2dbcClashes::clash)
                        .one());
    }

    @Override
    public Flux<Clash> open(String calendarId) {
        return database.sql("select * from clashes where calendar_id = :calendar and resolved_at is null order by id")
                .bind("calendar", calendarId)
                .map(R2dbcClashes::clash)
                .all();
    }

    @Override
    public Mono<Map<Clash.Kind, Long>> counts() {
        return database.sql("select kind, count(*) as n from clashes where resolved_at is null group by kind")
                .map(row -> Map.entry(Clash.Kind.valueOf(text(row, "kind")), get(row, "n", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> {
                    Map<Clash.Kind, Long> all = new EnumMap<>(Clash.Kind.class);
                    for (Clash.Kind kind : Clash.Kind.values()) {
                        all.put(kind, found.getOrDefault(kind, 0L));
                    }
                    return all;
                });
    }

    @Override
    public Mono<Void> eventsGone(String calendarId, Collection<String> eventIds) {
        return database.sql("""
                        update clashes set resolved_at = (select meridian_now())
                        where calendar_id = :calendar and event_id = any(:events) and kind = 'OVERLAP'
                          and resolved_at is null""")
                .bind("calendar", calendarId)
                .bind("events", eventIds.toArray(String[]::new))
                .then();
    }

    @Override
    public Mono<Void> eventAt(String calendarId, String eventId, TimeRange time) {
        return timed("""
                        update clashes set event_starts_at = :start, event_ends_at = :end
                        where calendar_id = :calendar and event_id = :event and kind = 'OVERLAP'
                          and resolved_at is null""", time)
                .bind("calendar", calendarId)
                .bind("event", eventId)
                .then();
    }

    @Override
    public Mono<Void> eventInPlace(UUID bookingId) {
        return database.sql("""
                        update clashes set resolved_at = (select meridian_now())
                        where booking_id = :booking and kind in ('MOVED', 'MISSING') and resolved_at is null""").bind("booking", bookingId).then();
    }

    @Override
    public Mono<Void> settle(String calendarId) {
        return database.sql("""
                        update clashes c set resolved_at = (select meridian_now())
                        where c.calendar_id = :calendar and c.resolved_at is null and not exists (
                            select from bookings b
                            where b.id = c.booking_id and b.state in ('CONFIRMED', 'MOVING')
                              and b.ends_at > (select meridian_now())
                              and (c.kind <> 'OVERLAP'
                                   or (b.starts_at - make_interval(mins => b.buffer_before_minutes) < c.event_ends_at
                                       and b.ends_at + make_interval(mins => b.buffer_after_minutes) > c.event_starts_at)))""").bind("calendar", calendarId).then();
    }

    private GenericExecuteSpec insert(
            String rest, Booking booking, String eventId, Clash.Kind kind, @Nullable TimeRange time, boolean settled) {
        return timed(INSERT + rest, time)
                .bind("booking", booking.id())
                .bind("calendar", booking.calendarId())
                .bind("event", eventId)
                .bind("kind", kind.name())
                .bind("settled", settled);
    }

    private GenericExecuteSpec timed(String sql, @Nullable TimeRange time) {
        GenericExecuteSpec spec = database.sql(sql);
        return time == null
                ? spec.bindNull("start", OffsetDateTime.class).bindNull("end", OffsetDateTime.class)
                : spec.bind("start", Columns.of(time.start())).bind("end", Columns.of(time.end()));
    }

    private static Clash clash(Readable row) {
        Instant start = instantOrNull(row, "event_starts_at");
        return new Clash(
                uuid(row, "booking_id"),
                text(row, "calendar_id"),
                text(row, "event_id"),
                Clash.Kind.valueOf(text(row, "kind")),
                start == null ? null : new TimeRange(start, instant(row, "event_ends_at")),
                instant(row, "found_at"));
    }
}
