-- What many customers share: one time of one service with one person, and one event in the calendar.
create table sessions (
    -- Follows from service, person and time, so that a database that has lost the row comes to the same session again.
    id                 uuid        primary key,
    service            text        not null,
    staff              text        not null,
    starts_at          timestamptz not null,
    ends_at            timestamptz not null,
    business_time_zone text        not null,
    -- How many seats are sold at most, as the service had it when one was sold last.
    capacity           integer     not null check (capacity >= 1),
    calendar_id        text        not null,
    -- Rises when the last seat is given up: the event of an earlier generation is never written to again, and an event
    -- that was deleted never has to be found alive.
    generation         integer     not null default 1 check (generation >= 1),
    event_id           text        not null unique,
    -- The events of all generations up to this one are known to be gone.
    removed_generation integer     not null default 0,
    -- Counts the changes that nobody else brings to the event, and up to which of them it was brought there.
    changes            integer     not null default 0,
    changes_shown      integer     not null default 0,
    lease_owner        text,
    lease_until        timestamptz,
    attempts           integer     not null default 0,
    next_attempt_at    timestamptz,
    check (ends_at > starts_at and isfinite(starts_at) and isfinite(ends_at)),
    check (removed_generation < generation),
    check (changes_shown <= changes)
);

create index sessions_by_start on sessions (service, starts_at);

create index sessions_to_tidy on sessions (lease_until, next_attempt_at) where changes_shown < changes;

-- Who has a seat. The unique index and the check are the guarantee that no more are sold than there are; whoever sells one
-- only looks for a number that is free.
create table seats (
    session_id uuid    not null references sessions,
    seat_no    integer not null,
    -- Checked at commit: the seat is taken before the booking is written.
    booking_id uuid    not null references bookings deferrable initially deferred,
    -- The generation of the session's event that shows it.
    generation integer not null,
    -- How many there were when it was sold.
    capacity   integer not null,
    live       boolean not null default true,
    constraint seats_within_capacity check (seat_no between 1 and capacity)
);

create unique index seats_sold_once on seats (session_id, seat_no) where live;

-- One booking, one seat in a session.
create unique index seats_by_booking on seats (booking_id, session_id) where live;

create index seats_by_session on seats (session_id, booking_id);

alter table bookings
    add column session_id      uuid references sessions,
    -- Where the seat is that a move goes to.
    add column next_session_id uuid references sessions,
    add check (next_session_id is null or next_starts_at is not null);

-- An event is one booking's, or one session's.
alter table bookings drop constraint bookings_event_id_key;
create unique index bookings_event_id on bookings (event_id) where session_id is null;
create index bookings_by_session_event on bookings (event_id) where session_id is not null;

-- Who keeps others out: the session, so that its seats do not exclude each other, or else the booking itself.
alter table occupancies add column holder uuid;
update occupancies set holder = booking_id;
alter table occupancies alter column holder set not null;
alter table occupancies drop constraint occupancies_never_overlap;
alter table occupancies add constraint occupancies_never_overlap exclude using gist (
    resource_id with =,
    holder with <>,
    slot with &&) where (live);
