-- Events leave through here: written in the transaction that makes them true, sent afterwards, at least once,
-- always under the same msg_id.
create table outbox (
    id           bigint      generated always as identity primary key,
    msg_id       uuid        not null unique,
    topic        text        not null,
    key          text        not null,
    headers      jsonb       not null,
    payload      bytea       not null,
    -- A hash of the key: rows of one booking are in one shard, and one relay at a time empties a shard.
    shard        smallint    not null check (shard between 0 and 7),
    created_at   timestamptz not null,
    published_at timestamptz
);

create index outbox_unpublished on outbox (shard, id) where published_at is null;
