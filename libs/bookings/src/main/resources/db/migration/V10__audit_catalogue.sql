-- Who changed what in the catalogue, and when: the documents as they were and as they are, written with the change.
create table catalogue_changes (
    id         bigint      generated always as identity primary key,
    kind       text        not null check (kind in ('service', 'staff', 'schedule')),
    entry_id   text        not null,
    -- The name of the key it was changed with; never the key.
    changed_by text        not null check (changed_by <> ''),
    changed_at timestamptz not null,
    -- Null: there was none before, there is none after.
    before     jsonb,
    after      jsonb,
    check (before is not null or after is not null)
);

create index catalogue_changes_of_entry on catalogue_changes (kind, entry_id, id desc);

-- What has happened has happened.
create function catalogue_changes_stay() returns trigger
    language plpgsql
as
$$
begin
    raise exception 'catalogue_changes: % refused, rows are only ever added', tg_op;
end
$$;

create trigger catalogue_changes_stay
    before update or delete or truncate on catalogue_changes
    for each statement
execute function catalogue_changes_stay();

-- False: nobody has been told of what stands here. The seeds are written where no message can be.
alter table services add announced boolean not null default false;
alter table staff add announced boolean not null default false;
alter table schedules add announced boolean not null default false;

-- A message without a value: on a compacted topic it removes its key.
alter table outbox alter payload drop not null;
