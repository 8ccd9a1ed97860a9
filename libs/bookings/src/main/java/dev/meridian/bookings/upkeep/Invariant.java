package dev.meridian.bookings.upkeep;

import java.util.Locale;

/** What must never be found in the book. Each is a query that yields the ids of what breaks it. */
public enum Invariant {

    /** Two bookings have one person, room or piece of equipment at the same time. */
    OVERLAP("""
            select a.booking_id || ' and ' || b.booking_id as id
            from occupancies a join occupancies b
                on a.resource_id = b.resource_id and a.holder < b.holder and a.slot && b.slot
            where a.live and b.live"""),

    /** A request that should have ended long ago. */
    UNDECIDED_REQUEST("""
            select r.source || ' ' || r.booking_id as id
            from requests r
            where r.state = 'OPEN' and r.expires_at < (select meridian_now()) - interval '10 min'"""),

    /** A booking that should be decided by now. */
    OPEN_SAGA("""
            select id::text as id from bookings
            where state in ('HELD', 'WRITING', 'MOVING', 'UNDOING') and not kept
              and updated_at < (select meridian_now()) - interval '5 min'"""),

    /** A hold, or a wait for the host, that ran out and still keeps its slot. */
    OVERDUE_HOLD("""
            select id::text as id from bookings
            where state in ('HELD', 'AWAITING_HOST') and hold_until < (select meridian_now()) - interval '30 s'"""),

    /** A booking that was written to the calendar before its host agreed. */
    EVENT_WITHOUT_HOST("""
            select id::text as id from bookings
            where state = 'AWAITING_HOST' and (etag is not null or event_url is not null)"""),

    /** An event that is not published. */
    UNPUBLISHED_EVENT("""
            select msg_id::text as id from outbox
            where published_at is null and created_at < (select meridian_now()) - interval '10 s'"""),

    /** A booking that ended and still keeps its slot. */
    SLOT_OF_ENDED_BOOKING("""
            select distinct b.id::text as id from bookings b join occupancies o on o.booking_id = b.id
            where o.live and b.state in ('REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED')"""),

    /** A booking that stands and whose time others could take. */
    BOOKING_WITHOUT_SLOT("""
            select b.id::text as id from bookings b
            where b.state not in ('REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED') and not exists (
                select from occupancies o
                where o.booking_id = b.id and o.live and o.slot = tstzrange(b.starts_at, b.ends_at, '[)'))"""),

    /** More seats are sold than there are, or one twice. */
    OVERSOLD_SESSION("""
            select session_id::text as id from seats
            where live
            group by session_id
            having count(*) > max(capacity) or count(distinct seat_no) < count(*)"""),

    /** A booking that ended and still keeps its seat. */
    SEAT_OF_ENDED_BOOKING("""
            select distinct b.id::text as id from bookings b join seats t on t.booking_id = b.id
            where t.live and b.state in ('REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED')"""),

    /** A booking that stands in a session and has no seat there. */
    BOOKING_WITHOUT_SEAT("""
            select b.id::text as id from bookings b
            where b.session_id is not null and b.state not in ('REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED')
              and not exists (
                select from seats t where t.booking_id = b.id and t.session_id = b.session_id and t.live)"""),

    /** A calendar and the book disagree, and a person has to look. */
    OPEN_CLASH("""
            select kind || ' ' || booking_id as id from clashes where resolved_at is null""");

    private final String sql;

    Invariant(String sql) {
        this.sql = sql;
    }

    /** The name of its gauge: {@code open_saga}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String sql() {
        return sql;
    }
}
