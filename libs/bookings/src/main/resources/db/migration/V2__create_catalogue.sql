-- What can be booked, with whom and when. The definition is the document of the public API; the id and
-- the version stand inside it as well.
create table services (
    id         text    primary key,
    version    integer not null check (version >= 1),
    definition jsonb   not null,
    -- True until somebody edits the row: such a row follows the settings.
    seeded     boolean not null default false,
    check (definition ->> 'id' = id and (definition ->> 'version')::integer = version)
);

create table staff (
    id         text    primary key,
    version    integer not null check (version >= 1),
    definition jsonb   not null,
    seeded     boolean not null default false,
    check (definition ->> 'id' = id and (definition ->> 'version')::integer = version)
);

create table schedules (
    id         text    primary key,
    version    integer not null check (version >= 1),
    definition jsonb   not null,
    seeded     boolean not null default false,
    check (definition ->> 'id' = id and (definition ->> 'version')::integer = version)
);
