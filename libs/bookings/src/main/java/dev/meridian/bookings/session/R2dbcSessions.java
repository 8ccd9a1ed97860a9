package dev.meridian.bookings.session;

import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.database.Columns;
import dev.meridian.scheduling.time.TimeRange;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Sessions} in Postgres. */
public final class R2dbcSessions implements Sessions {

    private static final String SELECT = "select * from sessions where id = :id";
    private static final String SEATS = "select * from seats where live and ";
    private static final String OF_SEAT = " where booking_id = :booking and session_id = :session and live";

    private final DatabaseClient database;

    public R2dbcSessions(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Session> find(UUID id) {
        return database.sql(SELECT).bind("id", id).map(R2dbcSessions::session).one();
    }

    @Override
    public Mono<Session> lock(UUID id) {
        return database.sql(SELECT + " for update")
                .bind("id", id)
                .map(R2dbcSessions::session)
                .one();
    }

    @Override
    public Mono<Session> at(String service, String staff, TimeRange slot) {
        return database.sql("""
                        select * from sessions s
                        where service = :service and staff = :staff and starts_at = :start and ends_at = :end
                        order by exists (select from seats where session_id = s.id and live) desc, id
                        limit 1
                        for update""")
                .bind("service", service)
                .bind("staff", staff)
                .bind("start", Columns.of(slot.start()))
                .bind("end", Columns.of(slot.end()))
                .map(R2dbcSessions::session)
                .one();
    }

    @Override
    public Mono<Session> begin(NewSession session) {
        return database.sql("""
                        insert into sessions (id, service, staff, starts_at, ends_at, business_time_zone, capacity,
                            calendar_id, event_id)
                        values (:id, :service, :staff, :start, :end, :zone, :capacity, :calendar, :event)
                        on conflict (id) do nothing
                        returning *""")
                .bind("id", session.id())
                .bind("service", session.service())
                .bind("staff", session.staff())
                .bind("start", Columns.of(session.slot().start()))
                .bind("end", Columns.of(session.slot().end()))
                .bind("zone", session.businessZone().getId())
                .bind("capacity", session.capacity())
                .bind("calendar", session.calendarId())
                .bind("event", session.eventId())
                .map(R2dbcSessions::session)
                .one();
    }

    @Override
    public Mono<Set<UUID>> known(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql("select id from sessions where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> uuid(row, "id"))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Flux<Session> ofEvents(Collection<String> eventIds) {
        return database.sql("select * from sessions where event_id = any(:events)")
                .bind("events", eventIds.toArray(String[]::new))
                .map(R2dbcSessions::session)
                .all();
    }

    @Override
    public Flux<Session> thatHadSeat(UUID bookingId) {
        return database.sql("""
                        select * from sessions s
                        where exists (
                            select from seats t
                            where t.session_id = s.id and t.generation = s.generation and t.booking_id = :booking)
                        order by id""")
                .bind("booking", bookingId)
                .map(R2dbcSessions::session)
                .all();
    }

    @Override
    public Flux<Vacancy> vacancies(
            String service, Collection<String> staffIds, int capacity, Instant from, Instant to) {
        return database.sql("""
                        select s.id, s.staff, s.starts_at, s.ends_at, :capacity - count(*)::integer as seats_left
                        from sessions s
                            join seats t on t.session_id = s.id and t.live
                            join bookings b on b.id = t.booking_id
                        where s.service = :service and s.staff = any(:staff)
                          and s.starts_at < :to and s.ends_at > :from
                          and (b.state not in ('HELD', 'AWAITING_HOST') or b.hold_until > (select meridian_now()))
                        group by s.id
                        having count(*) < :capacity
                        order by s.starts_at, s.id""")
                .bind("capacity", capacity)
                .bind("service", service)
                .bind("staff", staffIds.toArray(String[]::new))
                .bind("from", Columns.of(from))
                .bind("to", Columns.of(to))
                .map(row -> new Vacancy(uuid(row, "id"), text(row, "staff"), slot(row), integer(row, "seats_left")))
                .all();
    }

    @Override
    public Mono<Seat> take(Session session, UUID bookingId, int capacity) {
        return database.sql("update sessions set capacity = :capacity where id = :id and capacity <> :capacity")
                .bind("capacity", capacity)
                .bind("id", session.id())
                .then()
                .then(database.sql("""
                                insert into seats (session_id, seat_no, booking_id, generation, capacity)
                                select s.id, number, :booking, s.generation, s.capacity
                                from sessions s, generate_series(1, s.capacity) as number
                                where s.id = :id and not exists (
                                    select from seats t
                                    where t.session_id = s.id and t.seat_no = number and t.live)
                                order by number
                                limit 1
                                on conflict do nothing
                                returning *""")
                        .bind("booking", bookingId)
                        .bind("id", session.id())
                        .map(R2dbcSessions::seat)
                        .one());
    }

    @Override
    public Mono<Void> giveBack(Seat seat) {
        return onSeat(seat, "delete from seats").then();
    }

    @Override
    public Flux<Seat> seats(UUID bookingId) {
        return database.sql(SEATS + "booking_id = :booking order by session_id")
                .bind("booking", bookingId)
                .map(R2dbcSessions::seat)
                .all();
    }

    @Override
    public Flux<Seat> taken(UUID sessionId) {
        return database.sql(SEATS + "session_id = :session order by seat_no")
                .bind("session", sessionId)
                .map(R2dbcSessions::seat)
                .all();
    }

    @Override
    public Mono<Void> bind(Seat seat, int generation) {
        return onSeat(seat, "update seats set generation = :generation")
                .bind("generation", generation)
                .then();
    }

    @Override
    public Mono<Void> free(Seat seat) {
        return onSeat(seat, "update seats set live = false").then();
    }

    @Override
    public Mono<Void> free(UUID bookingId) {
        return database.sql("update seats set live = false where booking_id = :booking and live")
                .bind("booking", bookingId)
                .then();
    }

    @Override
    public Mono<Session> close(Session seen, String nextEventId) {
        return database.sql("""
                        update sessions set generation = generation + 1, event_id = :next
                        where id = :id and generation = :generation
                        returning *""")
                .bind("next", nextEventId)
                .bind("id", seen.id())
                .bind("generation", seen.generation())
                .map(R2dbcSessions::session)
                .one();
    }

    @Override
    public Mono<Void> move(Session seen, TimeRange slot) {
        return database.sql("update sessions set starts_at = :start, ends_at = :end where id = :id")
                .bind("start", Columns.of(slot.start()))
                .bind("end", Columns.of(slot.end()))
                .bind("id", seen.id())
                .then();
    }

    @Override
    public Mono<Void> change(UUID id) {
        return database.sql("update sessions set changes = changes + 1 where id = :id")
                .bind("id", id)
                .then();
    }

    @Override
    public Flux<Session> takeChanged(Lease lease, int max) {
        return database.sql("""
                        update sessions
                        set lease_owner = :owner, lease_until = now + make_interval(secs => :lease)
                        from (select meridian_now() as now) as clock
                        where id in (
                            select id from sessions
                            where changes_shown < changes
                              and (lease_until is null or lease_until < (select meridian_now()))
                              and (next_attempt_at is null or next_attempt_at <= (select meridian_now()))
                            order by coalesce(next_attempt_at, lease_until) nulls first
                            limit :max
                            for update skip locked)
                        returning sessions.*""")
                .bind("owner", lease.owner())
                .bind("lease", lease.length().toMillis() / 1000.0)
                .bind("max", max)
                .map(R2dbcSessions::session)
                .all();
    }

    @Override
    public Mono<Void> shown(Session seen) {
        return database.sql("""
                        update sessions
                        set changes_shown = greatest(changes_shown, :changes),
                            removed_generation = greatest(removed_generation, :removed),
                            attempts = 0, next_attempt_at = null, lease_owner = null, lease_until = null
                        where id = :id""")
                .bind("changes", seen.changes())
                .bind("removed", seen.generation() - 1)
                .bind("id", seen.id())
                .then();
    }

    @Override
    public Mono<Void> putOff(Session seen, Duration pause) {
        return database.sql("""
                        update sessions
                        set attempts = attempts + 1,
                            next_attempt_at = (select meridian_now()) + make_interval(secs => :pause),
                            lease_owner = null, lease_until = null
                        where id = :id""")
                .bind("pause", pause.toMillis() / 1000.0)
                .bind("id", seen.id())
                .then();
    }

    private GenericExecuteSpec onSeat(Seat seat, String change) {
        return database.sql(change + OF_SEAT).bind("booking", seat.bookingId()).bind("session", seat.sessionId());
    }

    private static Session session(Readable row) {
        return new Session(
                uuid(row, "id"),
                text(row, "service"),
                text(row, "staff"),
                slot(row),
                ZoneId.of(text(row, "business_time_zone")),
                integer(row, "capacity"),
                text(row, "calendar_id"),
                integer(row, "generation"),
                text(row, "event_id"),
                integer(row, "removed_generation"),
                integer(row, "changes"),
                integer(row, "changes") == integer(row, "changes_shown"),
                integer(row, "attempts"));
    }

    private static Seat seat(Readable row) {
        return new Seat(
                uuid(row, "session_id"), integer(row, "seat_no"), uuid(row, "booking_id"), integer(row, "generation"));
    }

    private static TimeRange slot(Readable row) {
        return new TimeRange(instant(row, "starts_at"), instant(row, "ends_at"));
    }
}
