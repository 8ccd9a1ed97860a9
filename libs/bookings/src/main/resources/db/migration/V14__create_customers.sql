-- Who appointments are for. The id follows from the secret, the first contact and how often its owner was erased. A row outlives the
-- erasure as a bare id, so that nobody is ever given it again.
create table customers (
    id         uuid        primary key,
    created_at timestamptz not null,
    erased_at  timestamptz
);

-- A telephone number in E.164 where its country is known, or an e-mail address in lower case. Each is one person's.
create table contacts (
    kind        text not null check (kind in ('PHONE', 'EMAIL')),
    value       text not null check (value <> ''),
    customer_id uuid not null references customers,
    primary key (kind, value)
);

create index contacts_by_customer on contacts (customer_id);

-- When a customer likes to come; the document of the public API.
create table customer_preferences (
    customer_id uuid    primary key references customers,
    version     integer not null check (version >= 1),
    definition  jsonb   not null
);

-- What each booking taught of its customer: the newest version that was heard of, and the hour of the week it has then, on the clock
-- it was booked by. No hour: it is off. Patterns are counted from here, so that nothing can be counted twice. No reference to
-- bookings: what was learnt outlives a row that is lost.
create table lessons (
    booking_id  uuid     primary key,
    customer_id uuid     not null references customers,
    version     integer  not null,
    weekday     smallint check (weekday between 1 and 7),
    hour        smallint check (hour between 0 and 23),
    check ((weekday is null) = (hour is null))
);

create index lessons_by_customer on lessons (customer_id);

alter table bookings
    -- Null: there is no contact, or its owner was erased.
    add column customer_id uuid references customers,
    -- When what is personal was taken out of it. Nothing personal goes in again.
    add column erased_at   timestamptz;

create index bookings_by_customer on bookings (customer_id) where customer_id is not null;

-- Bookings whose events still have to be written anew, without what was erased.
create table erasures (
    booking_id uuid        primary key,
    attempts   integer     not null default 0,
    due_at     timestamptz not null
);

create index erasures_due on erasures (due_at);
