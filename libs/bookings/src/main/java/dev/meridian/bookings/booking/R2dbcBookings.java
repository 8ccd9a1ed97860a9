package dev.meridian.bookings.booking;

import static dev.meridian.bookings.database.Columns.bind;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.database.Columns;
import dev.meridian.bookings.database.JsonColumns;
import dev.meridian.scheduling.catalogue.Service;
import dev.meridian.scheduling.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Bookings} in Postgres. */
public final class R2dbcBookings implements Bookings {

    private static final String LIVE = BookingState.sqlList(BookingState::live);
    private static final String UNDER_WAY = BookingState.sqlList(BookingState::underWay);

    private final DatabaseClient database;

    public R2dbcBookings(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Booking> find(UUID id) {
        return database.sql("select * from bookings where id = :id")
                .bind("id", id)
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Set<UUID>> known(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql("select id from bookings where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> uuid(row, "id"))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Flux<Booking> ofEvents(Collection<String> eventIds) {
        return database.sql("select * from bookings where event_id = any(:events) and session_id is null")
                .bind("events", eventIds.toArray(String[]::new))
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Flux<Booking> seated(UUID sessionId, int generation) {
        return database.sql("""
                        select b.* from seats t join bookings b on b.id = t.booking_id
                        where t.session_id = :session and t.generation = :generation and t.live
                          and case when b.state = 'PARKED' then b.parked_from else b.state end in ('WRITING', 'CONFIRMED', 'MOVING')
                          -- A move that is given up shows where it came from only.
                          and not (b.moving_back and b.session_id <> t.session_id)
                        order by b.created_at, b.id""")
                .bind("session", sessionId)
                .bind("generation", generation)
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Flux<Booking> everSeated(UUID sessionId) {
        return database.sql(
                        "select * from bookings where id in (select booking_id from seats where session_id = :session)")
                .bind("session", sessionId)
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Mono<Booking> join(Booking seen, UUID sessionId, int generation, String calendarId, String eventId) {
        return cas(seen, "session_id = :session, generation = :generation, calendar_id = :calendar, event_id = :event")
                .bind("session", sessionId)
                .bind("generation", generation)
                .bind("calendar", calendarId)
                .bind("event", eventId)
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Flux<Booking> expectedIn(String calendarId) {
        return database.sql("""
                        select * from bookings
                        where calendar_id = :calendar and state = 'CONFIRMED' and ends_at > (select meridian_now())
                        order by starts_at, id""")
                .bind("calendar", calendarId)
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Flux<String> calendars() {
        return database.sql("""
                        select distinct calendar_id from bookings
                        where state = 'CONFIRMED' and ends_at > (select meridian_now())""").map(row -> text(row, "calendar_id")).all();
    }

    @Override
    public Mono<Booking> lock(UUID id) {
        return database.sql("select * from bookings where id = :id for update")
                .bind("id", id)
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Booking> restore(LostBooking booking) {
        GenericExecuteSpec insert = database.sql("""
                        insert into bookings (id, state, generation, version, calendar_id, event_id, etag, event_url,
                            meeting_url, service, staff, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes,
                            time_zone, business_time_zone, customer_id, customer_name, customer_phone, customer_email, guests,
                            answers, created_by, request_key, created_at, updated_at)
                        select :id, 'CONFIRMED', :generation, :version, :calendar, :event, :etag, :eventUrl,
                            :meetingUrl, :service, :staff, :start, :end, :before, :after,
                            :zone, :businessZone, :customer, :name, :phone, :email, '[]', '{}',
                            :source, :key, now, now
                        from (select meridian_now() as now) as clock
                        returning *""")
                .bind("id", booking.id())
                .bind("generation", booking.generation())
                .bind("version", booking.version())
                .bind("calendar", booking.calendarId())
                .bind("event", booking.eventId())
                .bind("etag", booking.etag())
                .bind("service", booking.service())
                .bind("staff", booking.staff())
                .bind("start", Columns.of(booking.slot().start()))
                .bind("end", Columns.of(booking.slot().end()))
                .bind("before", (int) booking.bufferBefore().toMinutes())
                .bind("after", (int) booking.bufferAfter().toMinutes())
                .bind("zone", booking.timeZone().getId())
                .bind("businessZone", booking.businessZone().getId())
                .bind("name", booking.customer().name())
                .bind("source", booking.origin().source())
                .bind("key", booking.origin().requestKey());
        insert = bind(insert, "eventUrl", booking.eventUrl());
        insert = bind(insert, "meetingUrl", booking.meetingUrl());
        insert = bind(insert, "customer", booking.customer().id());
        insert = bind(insert, "phone", booking.customer().phone());
        insert = bind(insert, "email", booking.customer().email());
        return insert.map(BookingRows::booking).one();
    }

    @Override
    public Mono<Booking> follow(Booking seen, TimeRange slot, String etag) {
        if (seen.state() != BookingState.CONFIRMED) {
            throw new IllegalStateException(seen + ": can not follow its event");
        }
        return cas(seen, """
                        starts_at = :start, ends_at = :end, etag = :etag, epoch = epoch + 1, version = version + 1,
                        updated_at = (select meridian_now())""")
                .bind("start", Columns.of(slot.start()))
                .bind("end", Columns.of(slot.end()))
                .bind("etag", etag)
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Booking> hold(NewBooking booking) {
        GenericExecuteSpec insert = database.sql("""
                        insert into bookings (id, state, kept, lease_owner, lease_until, hold_until, next_attempt_at,
                            calendar_id, event_id,
                            service, staff, any_staff, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes,
                            time_zone, business_time_zone, customer_id, customer_name, customer_phone, customer_email, notes,
                            guests, answers, created_by, request_key, conversation_id, tool_call_id, created_at, updated_at)
                        select :id, 'HELD', :kept, :owner, now + make_interval(secs => :lease), :hold,
                            case when :kept then :hold end, :calendar, :event,
                            :service, :staff, :anyStaff, :start, :end, :before, :after,
                            :zone, :businessZone, :customer, :name, :phone, :email, :notes, :guests,
                            :answers, :source, :key, :conversation, :toolCall, now, now
                        from (select meridian_now() as now) as clock
                        returning *""")
                .bind("id", booking.id())
                .bind("kept", booking.lease() == null)
                .bind("hold", Columns.of(booking.holdUntil()))
                .bind("calendar", booking.calendarId())
                .bind("event", booking.eventId())
                .bind("service", booking.service())
                .bind("staff", booking.staff())
                .bind("anyStaff", booking.anyStaff())
                .bind("start", Columns.of(booking.slot().start()))
                .bind("end", Columns.of(booking.slot().end()))
                .bind("before", (int) booking.bufferBefore().toMinutes())
                .bind("after", (int) booking.bufferAfter().toMinutes())
                .bind("zone", booking.timeZone().getId())
                .bind("businessZone", booking.businessZone().getId())
                .bind("name", booking.customer().name())
                .bind("guests", JsonColumns.write(booking.guests()))
                .bind("answers", JsonColumns.write(booking.answers()))
                .bind("source", booking.origin().source())
                .bind("key", booking.origin().requestKey());
        insert = leased(insert, booking.lease());
        insert = bind(insert, "customer", booking.customer().id());
        insert = bind(insert, "phone", booking.customer().phone());
        insert = bind(insert, "email", booking.customer().email());
        insert = bind(insert, "notes", booking.notes());
        insert = bind(insert, "conversation", booking.origin().conversationId());
        insert = bind(insert, "toolCall", booking.origin().toolCallId());
        return insert.map(BookingRows::booking).one();
    }

    @Override
    public Mono<Booking> handOver(Booking seen, String staff, String calendarId) {
        if (seen.state() != BookingState.HELD || !seen.anyStaff()) {
            throw new IllegalStateException(seen + ": can not be handed over");
        }
        return cas(seen, "staff = :staff, calendar_id = :calendar, updated_at = (select meridian_now())")
                .bind("staff", staff)
                .bind("calendar", calendarId)
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Long> kept(String source, @Nullable String conversationId) {
        return bind(database.sql("""
                        select count(*) as holds from bookings
                        where created_by = :source and conversation_id is not distinct from :conversation
                          and kept and state = 'HELD' and hold_until > (select meridian_now())""").bind("source", source), "conversation", conversationId)
                .map(row -> Columns.get(row, "holds", Long.class))
                .one();
    }

    @Override
    public Mono<Booking> claim(Booking seen, Claim claim) {
        GenericExecuteSpec update = database.sql("""
                        update bookings
                        set kept = false, hold_until = :hold, next_attempt_at = null, attempts = 0,
                            lease_owner = :owner, lease_until = now + make_interval(secs => :lease), epoch = epoch + 1,
                            time_zone = :zone, customer_id = :customer, customer_name = :name, customer_phone = :phone,
                            customer_email = :email,
                            notes = :notes, guests = :guests, answers = :answers, request_key = :key,
                            conversation_id = :conversation, tool_call_id = :toolCall, created_at = now, updated_at = now
                        from (select meridian_now() as now) as clock
                        where id = :id and state = 'HELD' and epoch = :epoch and kept and hold_until > now
                          and created_by = :source
                        returning bookings.*""")
                .bind("hold", Columns.of(claim.holdUntil()))
                .bind("zone", claim.timeZone().getId())
                .bind("name", claim.customer().name())
                .bind("guests", JsonColumns.write(claim.guests()))
                .bind("answers", JsonColumns.write(claim.answers()))
                .bind("key", claim.origin().requestKey())
                .bind("source", claim.origin().source())
                .bind("id", seen.id())
                .bind("epoch", seen.epoch());
        update = leased(update, claim.lease());
        update = bind(update, "customer", claim.customer().id());
        update = bind(update, "phone", claim.customer().phone());
        update = bind(update, "email", claim.customer().email());
        update = bind(update, "notes", claim.notes());
        update = bind(update, "conversation", claim.origin().conversationId());
        update = bind(update, "toolCall", claim.origin().toolCallId());
        return update.map(BookingRows::booking).one();
    }

    @Override
    public Flux<Booking> liveInConversation(String source, String conversationId, String service, Instant start) {
        return database.sql("""
                        select * from bookings
                        where created_by = :source and conversation_id = :conversation
                          and service = :service and starts_at = :start and state in (%s) and not kept
                          and (state not in ('HELD', 'AWAITING_HOST') or hold_until > (select meridian_now()))
                        order by created_at
                        for share""".formatted(LIVE))
                .bind("source", source)
                .bind("conversation", conversationId)
                .bind("service", service)
                .bind("start", Columns.of(start))
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Flux<Booking> upcoming(String source, @Nullable String conversationId, @Nullable String phone, int max) {
        GenericExecuteSpec select =
                database.sql("""
                        select * from bookings
                        where ((created_by = :source and conversation_id = :conversation) or customer_phone = :phone)
                          and starts_at > (select meridian_now()) and state in (%s) and not kept
                          and (state not in ('HELD', 'AWAITING_HOST') or hold_until > (select meridian_now()))
                        order by starts_at, id
                        limit :max""".formatted(LIVE)).bind("source", source).bind("max", max);
        select = bind(select, "conversation", conversationId);
        return bind(select, "phone", phone).map(BookingRows::booking).all();
    }

    @Override
    public Flux<Booking> search(BookingSearch search) {
        SearchConditions conditions = new SearchConditions(search);
        return database.sql("select * from bookings where " + conditions.where() + " order by starts_at, id limit :max")
                .bindValues(conditions.values())
                .bind("max", search.max())
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Flux<Booking> lapsed(Collection<String> resourceIds, TimeRange range) {
        return database.sql("""
                        select * from bookings
                        where state in ('HELD', 'AWAITING_HOST') and hold_until <= (select meridian_now())
                          and id in (
                              select booking_id from occupancies
                              where resource_id = any(:resources) and live
                                and slot && tstzrange(:earliest, :latest)
                                and slot && tstzrange(
                                    :start - make_interval(mins => buffer_after_minutes),
                                    :end + make_interval(mins => buffer_before_minutes)))
                        order by id
                        for update""")
                .bind("resources", resourceIds.toArray(String[]::new))
                .bind("start", Columns.of(range.start()))
                .bind("end", Columns.of(range.end()))
                .bind("earliest", Columns.of(range.start().minus(Service.MAX_BUFFER)))
                .bind("latest", Columns.of(range.end().plus(Service.MAX_BUFFER)))
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Flux<Booking> lapsedOf(String service, TimeRange starts) {
        return database.sql("""
                        select * from bookings
                        where state in ('HELD', 'AWAITING_HOST') and hold_until <= (select meridian_now())
                          and service = :service and starts_at >= :from and starts_at < :to
                        order by id
                        for update""")
                .bind("service", service)
                .bind("from", Columns.of(starts.start()))
                .bind("to", Columns.of(starts.end()))
                .map(BookingRows::booking)
                .all();
    }

    @Override
    public Mono<Booking> advance(Booking seen, BookingState next, Change change) {
        if (!seen.state().mayBecome(next)) {
            throw new IllegalStateException(seen + ": can not become " + next);
        }
        Move moving = seen.move();
        GenericExecuteSpec update = database.sql("""
                        update bookings
                        set state = :next,
                            undo_to = case when :undone then coalesce(:undoTo, undo_to) end,
                            parked_from = case when :next = 'PARKED' then state end,
                            next_starts_at = case when :moves then coalesce(:nextStart, next_starts_at) end,
                            next_ends_at = case when :moves then coalesce(:nextEnd, next_ends_at) end,
                            next_time_zone = case when :moves then coalesce(:nextZone, next_time_zone) end,
                            next_session_id = case when :moves then coalesce(:nextSession, next_session_id) end,
                            moving_back = :moves and :nextStart is null and moving_back,
                            starts_at = case when :arrives and not moving_back then next_starts_at else starts_at end,
                            ends_at = case when :arrives and not moving_back then next_ends_at else ends_at end,
                            time_zone = case when :arrives and not moving_back then next_time_zone else time_zone end,
                            reason = case when :stands then null else coalesce(:reason, reason) end,
                            etag = coalesce(:etag, etag),
                            event_url = coalesce(:eventUrl, event_url),
                            meeting_url = coalesce(:meetingUrl, meeting_url),
                            lease_owner = :owner,
                            lease_until = now + make_interval(secs => :lease),
                            attempts = 0,
                            next_attempt_at = null,
                            epoch = epoch + :takeover,
                            version = version + :published,
                            updated_at = now
                        from (select meridian_now() as now) as clock
                        where id = :id and state = :state and epoch = :epoch and moving_back = :back
                          and (state not in ('HELD', 'AWAITING_HOST')
                               or hold_until is null or (hold_until > now) = (:next <> 'EXPIRED'))
                          and (not kept or :next in ('EXPIRED', 'CANCELLED'))
                        returning bookings.*""")
                .bind("next", next.name())
                .bind("undone", next == BookingState.UNDOING || next == BookingState.PARKED)
                .bind("moves", next == BookingState.MOVING || next == BookingState.PARKED)
                // Why it did not move is no reason to end.
                .bind("stands", next == BookingState.CONFIRMED || next == BookingState.MOVING)
                .bind("arrives", seen.state() == BookingState.MOVING && next == BookingState.CONFIRMED)
                .bind("takeover", change.takesOver() ? 1 : 0)
                .bind("published", change.published() ? 1 : 0)
                .bind("id", seen.id())
                .bind("state", seen.state().name())
                .bind("back", moving != null && moving.back())
                .bind("epoch", seen.epoch());
        update = leased(update, change.lease());
        update = bind(update, "undoTo", name(change.undoTo()));
        update = bind(update, "reason", change.reason());
        Move move = change.move();
        update = move == null
                ? update.bindNull("nextStart", OffsetDateTime.class)
                        .bindNull("nextEnd", OffsetDateTime.class)
                        .bindNull("nextZone", String.class)
                : update.bind("nextStart", Columns.of(move.slot().start()))
                        .bind("nextEnd", Columns.of(move.slot().end()))
                        .bind("nextZone", move.timeZone().getId());
        update = bind(update, "nextSession", move == null ? null : move.sessionId());
        update = bind(update, "etag", change.etag());
        update = bind(update, "eventUrl", change.eventUrl());
        update = bind(update, "meetingUrl", change.meetingUrl());
        return update.map(BookingRows::booking).one();
    }

    @Override
    public Mono<Booking> awaitHost(Booking seen, Instant until) {
        if (seen.state() != BookingState.HELD) {
            throw new IllegalStateException(seen + ": can not wait for its host");
        }
        return database.sql("""
                        update bookings
                        set state = 'AWAITING_HOST', hold_until = :until, next_attempt_at = :until, attempts = 0,
                            lease_owner = null, lease_until = null, updated_at = (select meridian_now())
                        where id = :id and state = 'HELD' and epoch = :epoch and not kept
                        returning *""")
                .bind("until", Columns.of(until))
                .bind("id", seen.id())
                .bind("epoch", seen.epoch())
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Booking> turnBack(Booking seen, Lease lease, String reason) {
        return database.sql("""
                        update bookings
                        set moving_back = true, reason = :reason, attempts = 0, next_attempt_at = null,
                            lease_owner = :owner, lease_until = (select meridian_now()) + make_interval(secs => :lease)
                        where id = :id and state = 'MOVING' and epoch = :epoch and not moving_back
                        returning *""")
                .bind("reason", reason)
                .bind("owner", lease.owner())
                .bind("lease", seconds(lease.length()))
                .bind("id", seen.id())
                .bind("epoch", seen.epoch())
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Void> noteCancellation(UUID id, String note) {
        return database.sql("update bookings set cancel_note = :note where id = :id and erased_at is null")
                .bind("note", note)
                .bind("id", id)
                .then();
    }

    @Override
    public Mono<Void> noteDecline(UUID id, String note) {
        return database.sql("update bookings set decline_note = :note where id = :id and erased_at is null")
                .bind("note", note)
                .bind("id", id)
                .then();
    }

    @Override
    public Mono<Booking> renew(Booking seen, Lease lease) {
        return cas(seen, "lease_owner = :owner, lease_until = (select meridian_now()) + make_interval(secs => :lease)")
                .bind("owner", lease.owner())
                .bind("lease", seconds(lease.length()))
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Booking> resume(UUID id) {
        return database.sql("""
                        update bookings
                        set state = parked_from, parked_from = null, epoch = epoch + 1, attempts = 0,
                            lease_owner = null, lease_until = null, next_attempt_at = null,
                            updated_at = (select meridian_now())
                        where id = :id and state = 'PARKED'
                        returning *""").bind("id", id).map(BookingRows::booking).one();
    }

    @Override
    public Mono<Booking> putOff(Booking seen, Duration pause) {
        return cas(seen, """
                        attempts = attempts + 1, next_attempt_at = (select meridian_now()) + make_interval(secs => :pause),
                        lease_owner = null, lease_until = null""")
                .bind("pause", seconds(pause))
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Mono<Booking> release(Booking seen) {
        return cas(seen, "lease_owner = null, lease_until = null")
                .map(BookingRows::booking)
                .one();
    }

    @Override
    public Flux<Booking> takeOver(Lease lease, int max) {
        return database.sql("""
                        update bookings
                        set epoch = epoch + 1, lease_owner = :owner, lease_until = now + make_interval(secs => :lease)
                        from (select meridian_now() as now) as clock
                        where id in (
                            select id from bookings
                            where state in (%s)
                              and (lease_until is null or lease_until < (select meridian_now()))
                              and (next_attempt_at is null or next_attempt_at <= (select meridian_now()))
                            order by coalesce(next_attempt_at, lease_until) nulls first
                            limit :max
                            for update skip locked)
                        returning bookings.*""".formatted(UNDER_WAY))
                .bind("owner", lease.owner())
                .bind("lease", seconds(lease.length()))
                .bind("max", max)
                .map(BookingRows::booking)
                .all();
    }

    private GenericExecuteSpec cas(Booking seen, String assignments) {
        return database.sql("update bookings set " + assignments
                        + " where id = :id and state = :state and epoch = :epoch returning *")
                .bind("id", seen.id())
                .bind("state", seen.state().name())
                .bind("epoch", seen.epoch());
    }

    private static GenericExecuteSpec leased(GenericExecuteSpec sql, @Nullable Lease lease) {
        return lease == null
                ? sql.bindNull("owner", String.class).bindNull("lease", Double.class)
                : sql.bind("owner", lease.owner()).bind("lease", seconds(lease.length()));
    }

    private static @Nullable String name(@Nullable BookingState state) {
        return state == null ? null : state.name();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
