-- What was told last of each calendar's busy times, so that they are told again only when there is something new, and asked for only
-- when there may be.
alter table calendar_syncs
    -- Of the range and the busy times told. Null: nothing was told yet.
    add column busy_digest text,
    -- Where that range ends. Null: the calendar is to be asked at the next look, since nothing was told yet or it did not answer.
    add column busy_until  timestamptz;
