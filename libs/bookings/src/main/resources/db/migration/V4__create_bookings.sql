create table bookings (
    id                    uuid        primary key,
    -- The states and the ways between them are the enum BookingState; this list only catches a typing error.
    state                 text        not null check (state in (
        'HELD', 'AWAITING_HOST', 'WRITING', 'CONFIRMED', 'MOVING', 'UNDOING', 'PARKED',
        'REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
    -- Rises whenever another worker takes over; every write names the epoch it has seen.
    epoch                 integer     not null default 1,
    -- How often an event was made for this booking; part of the event id.
    generation            integer     not null default 1,
    -- What an undo ends in.
    undo_to               text        check (undo_to in ('REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
    -- Where a parked booking goes on.
    parked_from           text        check (parked_from in ('WRITING', 'UNDOING', 'MOVING')),
    reason                text,
    lease_owner           text,
    lease_until           timestamptz,
    hold_until            timestamptz,
    attempts              integer     not null default 0,
    next_attempt_at       timestamptz,
    calendar_id           text        not null,
    event_id              text        not null,
    etag                  text,
    event_url             text,
    meeting_url           text,
    service               text        not null,
    staff                 text        not null,
    starts_at             timestamptz not null,
    ends_at               timestamptz not null,
    -- Free time to keep around the appointment, as the service had it when this was booked.
    buffer_before_minutes integer     not null check (buffer_before_minutes >= 0),
    buffer_after_minutes  integer     not null check (buffer_after_minutes >= 0),
    -- The zone the time was said in, and the zone the business runs in.
    time_zone             text        not null,
    business_time_zone    text        not null,
    customer_name         text        not null,
    customer_phone        text,
    customer_email        text,
    notes                 text,
    guests                jsonb       not null,
    answers               jsonb       not null,
    -- The request that made it.
    created_by            text        not null,
    request_key           text        not null,
    conversation_id       text,
    tool_call_id          text,
    -- Rises with each published change.
    version               integer     not null default 1,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    unique (event_id),
    check (ends_at > starts_at and isfinite(starts_at) and isfinite(ends_at)),
    check (state <> 'UNDOING' or undo_to is not null),
    check ((state = 'PARKED') = (parked_from is not null))
);

-- What the sweeper looks through each second.
create index bookings_under_way on bookings (lease_until, next_attempt_at)
    where state in ('HELD', 'WRITING', 'MOVING', 'UNDOING');

-- The voice guard: the same wish spoken twice in one conversation.
create index bookings_by_conversation on bookings (created_by, conversation_id)
    where conversation_id is not null;

-- Who was booked longest ago.
create index bookings_by_staff on bookings (staff, created_at);

create index bookings_by_start on bookings (starts_at);
