package dev.meridian.bookings.upkeep;

import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.text;

import dev.meridian.bookings.database.Columns;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link CalendarChannels} in Postgres. */
public final class R2dbcCalendarChannels implements CalendarChannels {

    private final DatabaseClient database;

    public R2dbcCalendarChannels(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<ChannelTry> claim(Collection<String> calendarIds, URI address, Duration patience, int max) {
        return database.sql("""
                        update calendar_syncs
                        set channel_address = :address, channel_claims = channel_claims + 1,
                            channel_due_at = (select meridian_now()) + make_interval(secs => :patience)
                        where calendar_id in (
                            select calendar_id from calendar_syncs
                            where calendar_id = any(:calendars)
                              and (channel_due_at is null or channel_due_at <= (select meridian_now())
                                   or channel_address is distinct from :address)
                            order by channel_due_at nulls first
                            limit :max
                            for update skip locked)
                        returning calendar_id, channel_claims, channel_attempts""")
                .bind("address", address.toString())
                .bind("patience", seconds(patience))
                .bind("calendars", calendarIds.toArray(String[]::new))
                .bind("max", max)
                .map(row -> new ChannelTry(
                        text(row, "calendar_id"), integer(row, "channel_claims"), integer(row, "channel_attempts")))
                .all();
    }

    @Override
    public Mono<Boolean> opened(ChannelTry attempt, Instant until) {
        // Whatever the provider's clock shows, no calendar gets more than one channel a minute.
        return changed(ours("""
                        channel_attempts = 0, requested_at = (select meridian_now()),
                        channel_due_at = greatest(
                            cast(:until as timestamptz) - interval '1 day',
                            (select meridian_now()) + (cast(:until as timestamptz) - (select meridian_now())) / 2,
                            (select meridian_now()) + interval '1 minute')""", attempt).bind("until", Columns.of(until)));
    }

    @Override
    public Mono<Boolean> putOff(ChannelTry attempt, Duration pause) {
        return changed(ours("""
                        channel_attempts = channel_attempts + 1,
                        channel_due_at = (select meridian_now()) + make_interval(secs => :pause)""", attempt).bind("pause", seconds(pause)));
    }

    private GenericExecuteSpec ours(String assignments, ChannelTry attempt) {
        return database.sql("update calendar_syncs set " + assignments
                        + " where calendar_id = :calendar and channel_claims = :claim")
                .bind("calendar", attempt.calendarId())
                .bind("claim", attempt.claim());
    }

    private static Mono<Boolean> changed(GenericExecuteSpec update) {
        return update.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
