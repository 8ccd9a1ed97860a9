-- Whether anybody who offers the service would do: as long as nothing is written, somebody else can still be asked.
alter table bookings
    add column any_staff boolean not null default false;

-- How often a service is booked on a day, or in a week.
create index bookings_by_service on bookings (service, starts_at)
    where state in ('HELD', 'AWAITING_HOST', 'WRITING', 'CONFIRMED', 'MOVING', 'UNDOING', 'PARKED');
