-- By its channel the provider tells an address that a calendar has changed. One instance at a time opens it; two of them would
-- cost messages and nothing else.
alter table calendar_syncs
    -- Who is told, or was about to be; another address needs another channel.
    add column channel_address  text,
    -- When somebody is to see to it next: because it ends soon, because opening it failed, or because whoever began to open
    -- it has not come back. Null: at once.
    add column channel_due_at   timestamptz,
    -- Rises with each try, so that a slow one can not overwrite a later one's.
    add column channel_claims   integer     not null default 0,
    add column channel_attempts integer     not null default 0;
