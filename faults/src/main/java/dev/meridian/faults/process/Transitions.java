package dev.meridian.faults.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets the database itself keep a log of every change of a booking's state, epoch and owner. */
final class Transitions {

    private Transitions() {}

    static void record(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table faults_transitions (
                        id bigint generated always as identity primary key, at timestamptz not null, booking_id uuid not null,
                        from_state text, to_state text not null, from_epoch integer, to_epoch integer not null);
                    create function faults_transition() returns trigger language plpgsql as $$
                    begin
                        -- What is noted on a booking besides is no step of it.
                        if tg_op = 'UPDATE' and (old.state, old.epoch, old.version, old.starts_at, old.ends_at)
                                is not distinct from (new.state, new.epoch, new.version, new.starts_at, new.ends_at) then
                            return null;
                        end if;
                        insert into faults_transitions (at, booking_id, from_state, to_state, from_epoch, to_epoch)
                        values (clock_timestamp(), new.id, case when tg_op = 'UPDATE' then old.state end, new.state,
                            case when tg_op = 'UPDATE' then old.epoch end, new.epoch);
                        return null;
                    end $$;
                    create trigger faults_transitions after insert or update on bookings
                        for each row execute function faults_transition();""");
        }
    }
}
