-- What the host said when declining; the short code is in reason.
alter table bookings add column decline_note text;

-- A wait for the host runs out by itself, as a hold does: the sweeper's look finds it as well.
drop index bookings_under_way;
create index bookings_under_way on bookings (lease_until, next_attempt_at)
    where state in ('HELD', 'AWAITING_HOST', 'WRITING', 'MOVING', 'UNDOING');
