-- Inbox and memo in one: a request is accepted once, and what was decided on it is kept, refusals
-- included, for longer than any topic keeps the record.
create table requests (
    source       text        not null check (source <> ''),
    key          text        not null check (octet_length(key) between 1 and 200),
    command      text        not null,
    -- SHA-256 over what was asked; the same key with another content is refused.
    payload_hash bytea       not null check (octet_length(payload_hash) = 32),
    -- The booking this request made, or the one it was found to repeat.
    booking_id   uuid        not null,
    -- True when the wish had been accepted before under another key.
    repeated     boolean     not null default false,
    accepted_at  timestamptz not null,
    expires_at   timestamptz not null,
    state        text        not null default 'OPEN' check (state in ('OPEN', 'DECIDED')),
    outcome      jsonb,
    decided_at   timestamptz,
    primary key (source, key),
    check ((state = 'DECIDED') = (outcome is not null)),
    check ((state = 'DECIDED') = (decided_at is not null))
);

create index requests_open_by_booking on requests (booking_id) where state = 'OPEN';

-- Who waits for the outcome of an open request. Emptied when it is decided.
create table waiters (
    source          text    not null,
    key             text    not null,
    correlation_id  text    not null,
    reply_topic     text    not null,
    reply_partition integer not null check (reply_partition >= 0),
    -- True when the wish had been accepted before the record that waits here arrived.
    repeated        boolean not null,
    primary key (source, key, correlation_id),
    foreign key (source, key) references requests
);
