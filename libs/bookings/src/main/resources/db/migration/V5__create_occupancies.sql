-- What a booking takes of a person, a room or a piece of equipment. The constraint is the guarantee that no
-- two bookings overlap; locks and rules before it only make for better answers. A booking may overlap
-- itself: while it moves it owns its old and its new time.
create table occupancies (
    id                    bigint    generated always as identity primary key,
    -- Checked at commit: the slot is taken before the booking is written.
    booking_id            uuid      not null references bookings deferrable initially deferred,
    resource_id           text      not null check (resource_id <> ''),
    slot                  tstzrange not null,
    buffer_before_minutes integer   not null check (buffer_before_minutes >= 0),
    buffer_after_minutes  integer   not null check (buffer_after_minutes >= 0),
    live                  boolean   not null default true,
    -- Empty and unbounded ranges would pass the constraint below unseen.
    constraint occupancies_slot_is_bounded check (
        not isempty(slot)
        and not lower_inf(slot) and not upper_inf(slot)
        and isfinite(lower(slot)) and isfinite(upper(slot))
        and lower_inc(slot) and not upper_inc(slot)),
    constraint occupancies_never_overlap exclude using gist (
        resource_id with =,
        booking_id with <>,
        slot with &&) where (live)
);

create index occupancies_by_booking on occupancies (booking_id);
