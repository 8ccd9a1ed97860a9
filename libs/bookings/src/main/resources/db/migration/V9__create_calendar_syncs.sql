-- How far each calendar was read. One instance at a time reads one; that spares calls and nothing else, since whatever is done
-- with a change may be done again.
create table calendar_syncs (
    calendar_id     text        primary key,
    -- Handed in at the next look; stored only after everything before it was handled. Null: read everything.
    sync_token      text,
    synced_at       timestamptz,
    -- Set by whoever has heard that something changed: looked at with the next poll. Cleared by the look that began after it.
    requested_at    timestamptz,
    owner           text,
    lease_until     timestamptz,
    -- Rises with each look, so that one whose lease ran out can not store its token over a later one's.
    claims          integer     not null default 0,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz
);

-- Events that could not be judged yet: their booking is under way, or they are too young.
create table calendar_rechecks (
    calendar_id text        not null,
    event_id    text        not null,
    due_at      timestamptz not null,
    primary key (calendar_id, event_id)
);

-- Where calendar and book disagree, or did. No reference to bookings: what is reported must outlive what is restored.
create table clashes (
    id              bigint      generated always as identity primary key,
    booking_id      uuid        not null,
    calendar_id     text        not null,
    event_id        text        not null,
    kind            text        not null check (kind in ('OVERLAP', 'MOVED', 'MISSING')),
    -- When the event is; none if it is missing.
    event_starts_at timestamptz,
    event_ends_at   timestamptz,
    found_at        timestamptz not null,
    resolved_at     timestamptz
);

-- Told once as long as it lasts.
create unique index clashes_open on clashes (booking_id, event_id, kind) where resolved_at is null;

-- Who looks through the invariants; whoever it is shows them.
create table audits (
    name        text        primary key,
    owner       text        not null,
    lease_until timestamptz,
    audited_at  timestamptz
);

create index bookings_by_calendar on bookings (calendar_id, ends_at) where state = 'CONFIRMED';
