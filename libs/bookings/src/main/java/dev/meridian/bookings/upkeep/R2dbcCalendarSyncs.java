package dev.meridian.bookings.upkeep;

import static dev.meridian.bookings.database.Columns.get;
import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.instantOrNull;
import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.textOrNull;

import dev.meridian.bookings.booking.Lease;
import dev.meridian.bookings.database.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link CalendarSyncs} in Postgres. */
public final class R2dbcCalendarSyncs implements CalendarSyncs {

    private final DatabaseClient database;

    public R2dbcCalendarSyncs(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> register(Collection<String> calendarIds) {
        return among(
                        "insert into calendar_syncs (calendar_id) select unnest(:calendars) on conflict do nothing",
                        calendarIds)
                .then();
    }

    @Override
    public Flux<CalendarSync> claim(Collection<String> calendarIds, Lease lease, Duration interval, int max) {
        return among("""
                        update calendar_syncs
                        set owner = :owner, lease_until = now + make_interval(secs => :lease), claims = claims + 1,
                            requested_at = null
                        from (select meridian_now() as now) as clock
                        where calendar_id in (
                            select calendar_id from calendar_syncs
                            where calendar_id = any(:calendars)
                              and (lease_until is null or lease_until < (select meridian_now()))
                              and (next_attempt_at is null or next_attempt_at <= (select meridian_now()))
                              and (synced_at is null or requested_at is not null or attempts > 0
                                   or synced_at <= (select meridian_now()) - make_interval(secs => :interval))
                            order by requested_at nulls last, synced_at nulls first
                            limit :max
                            for update skip locked)
                        returning calendar_id, sync_token, claims, attempts, now, busy_digest, busy_until""", calendarIds)
                .bind("owner", lease.owner())
                .bind("lease", seconds(lease.length()))
                .bind("interval", seconds(interval))
                .bind("max", max)
                .map(row -> new CalendarSync(
                        text(row, "calendar_id"),
                        textOrNull(row, "sync_token"),
                        integer(row, "claims"),
                        integer(row, "attempts"),
                        instant(row, "now"),
                        new BusyTold(textOrNull(row, "busy_digest"), instantOrNull(row, "busy_until"))))
                .all();
    }

    @Override
    public Mono<Boolean> renew(CalendarSync sync, Lease lease) {
        return changed(ours("lease_until = (select meridian_now()) + make_interval(secs => :lease)", sync)
                .bind("lease", seconds(lease.length())));
    }

    @Override
    public Mono<Boolean> done(CalendarSync sync, @Nullable String nextToken, BusyTold told) {
        GenericExecuteSpec done = ours("""
                        sync_token = case when :incremental and sync_token is null then null else :token end,
                        synced_at = :at, attempts = 0, next_attempt_at = null, owner = null, lease_until = null,
                        busy_digest = :digest, busy_until = :until""", sync)
                // Somebody may have asked for everything meanwhile.
                .bind("incremental", sync.syncToken() != null)
                .bind("at", Columns.of(sync.at()));
        done = Columns.bind(done, "token", nextToken);
        done = Columns.bind(done, "digest", told.digest());
        return changed(Columns.bind(done, "until", told.until()));
    }

    @Override
    public Mono<Boolean> putOff(CalendarSync sync, Duration pause) {
        return changed(ours("""
                        attempts = attempts + 1, owner = null, lease_until = null,
                        next_attempt_at = (select meridian_now()) + make_interval(secs => :pause)""", sync).bind("pause", seconds(pause)));
    }

    @Override
    public Mono<Void> request(String calendarId, boolean afresh) {
        return database.sql("""
                        update calendar_syncs
                        set requested_at = (select meridian_now()),
                            sync_token = case when :afresh then null else sync_token end
                        where calendar_id = :calendar""")
                .bind("afresh", afresh)
                .bind("calendar", calendarId)
                .then();
    }

    @Override
    public Mono<Void> checkAgain(String calendarId, String eventId, Instant due) {
        return event("""
                        insert into calendar_rechecks (calendar_id, event_id, due_at) values (:calendar, :event, :due)
                        on conflict (calendar_id, event_id) do update set due_at = excluded.due_at""", calendarId, eventId).bind("due", Columns.of(due)).then();
    }

    @Override
    public Flux<String> dueChecks(String calendarId, int max) {
        return database.sql("""
                        select event_id from calendar_rechecks
                        where calendar_id = :calendar and due_at <= (select meridian_now())
                        order by due_at
                        limit :max""")
                .bind("calendar", calendarId)
                .bind("max", max)
                .map(row -> text(row, "event_id"))
                .all();
    }

    @Override
    public Mono<Void> checked(String calendarId, String eventId) {
        return event(
                        "delete from calendar_rechecks where calendar_id = :calendar and event_id = :event",
                        calendarId,
                        eventId)
                .then();
    }

    @Override
    public Mono<Duration> age(Collection<String> calendarIds) {
        return among("""
                        select coalesce(
                            (extract(epoch from (select meridian_now()) - min(synced_at)) * 1000)::bigint, 0::bigint) as age
                        from calendar_syncs where calendar_id = any(:calendars)""", calendarIds)
                .map(row -> Duration.ofMillis(Math.max(0L, get(row, "age", Long.class))))
                .one();
    }

    private GenericExecuteSpec among(String sql, Collection<String> calendarIds) {
        return database.sql(sql).bind("calendars", calendarIds.toArray(String[]::new));
    }

    private GenericExecuteSpec event(String sql, String calendarId, String eventId) {
        return database.sql(sql).bind("calendar", calendarId).bind("event", eventId);
    }

    private GenericExecuteSpec ours(String assignments, CalendarSync sync) {
        return database.sql("update calendar_syncs set " + assignments
                        + " where calendar_id = :calendar and claims = :claim")
                .bind("calendar", sync.calendarId())
                .bind("claim", sync.claim());
    }

    private static Mono<Boolean> changed(GenericExecuteSpec update) {
        return update.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
