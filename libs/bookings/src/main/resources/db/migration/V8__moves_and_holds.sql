alter table bookings
    -- Where a move goes. The direction is stored: were it each worker's own decision, one could patch back what another has
    -- just verified.
    add column next_starts_at timestamptz,
    add column next_ends_at   timestamptz,
    add column next_time_zone text,
    add column moving_back    boolean not null default false,
    -- A slot that is kept for somebody who is still deciding; there is no customer yet.
    add column kept           boolean not null default false,
    -- What the customer said when cancelling; the short code is in reason.
    add column cancel_note    text,
    add check ((next_starts_at is null) = (next_ends_at is null) and (next_starts_at is null) = (next_time_zone is null)),
    add check (next_ends_at > next_starts_at and isfinite(next_starts_at) and isfinite(next_ends_at)),
    add check (state <> 'MOVING' or next_starts_at is not null);

-- How many slots one conversation keeps.
create index bookings_kept on bookings (created_by, conversation_id) where kept and state = 'HELD';

-- The cancel that came before its booking is found by the booking's id.
create index requests_cancelled_unseen on requests (booking_id) where command = 'CancelBooking';

-- Whatever writes here, now or later: an end is an end, and whoever was taken over stays taken over.
create function bookings_keep_their_ends() returns trigger
    language plpgsql
as
$$
begin
    if old.state in ('REFUSED', 'DECLINED', 'CANCELLED', 'EXPIRED') and new.state <> old.state then
        raise exception 'booking %: % is terminal and can not become %', old.id, old.state, new.state;
    end if;
    if new.epoch < old.epoch then
        raise exception 'booking %: epoch % can not become %', old.id, old.epoch, new.epoch;
    end if;
    return new;
end
$$;

create trigger bookings_keep_their_ends
    before update of state, epoch on bookings
    for each row
execute function bookings_keep_their_ends();
