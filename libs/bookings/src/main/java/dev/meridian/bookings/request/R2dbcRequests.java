package dev.meridian.bookings.request;

import static dev.meridian.bookings.database.Columns.bool;
import static dev.meridian.bookings.database.Columns.instant;
import static dev.meridian.bookings.database.Columns.instantOrNull;
import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.database.Columns;
import dev.meridian.bookings.database.JsonColumns;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Requests} in Postgres. */
public final class R2dbcRequests implements Requests {

    private static final String SELECT = "select * from requests where source = :source and key = :key";

    private final DatabaseClient database;

    public R2dbcRequests(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<StoredRequest> find(RequestKey id) {
        return keyed(SELECT, id).map(R2dbcRequests::request).one();
    }

    @Override
    public Mono<Arrival> arrive(NewRequest request) {
        Mono<Arrival> inserted = keyed("""
                        insert into requests (source, key, command, payload_hash, booking_id, accepted_at, expires_at)
                        values (:source, :key, :command, :hash, :booking, (select meridian_now()), :expires)
                        on conflict do nothing
                        returning accepted_at""", request.id())
                .bind("command", request.command())
                .bind("hash", ByteBuffer.wrap(request.payloadHash().bytes()))
                .bind("booking", request.bookingId())
                .bind("expires", Columns.of(request.expiresAt()))
                .map(row -> (Arrival) new Arrival.New(instant(row, "accepted_at")))
                .one();
        // Locked: were it decided between this read and our waiter, nobody would tell us.
        Mono<Arrival> known = keyed(SELECT + " for share", request.id())
                .map(row -> (Arrival) new Arrival.Known(request(row)))
                .one();
        return inserted.switchIfEmpty(known);
    }

    @Override
    public Mono<Void> lockConversation(String source, String conversationId) {
        return lock("conversation/" + source + "/" + conversationId);
    }

    @Override
    public Mono<Void> lockBooking(UUID bookingId) {
        return lock("booking/" + bookingId);
    }

    private Mono<Void> lock(String name) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", name)
                .then();
    }

    @Override
    public Mono<Boolean> cancelledUnseen(UUID bookingId) {
        return database.sql("""
                        select exists (
                            select from requests
                            where booking_id = :booking and command = 'CancelBooking'
                              and outcome ->> 'status' = 'CANCELLED' and outcome ->> 'reason' = :reason
                        ) as cancelled""")
                .bind("booking", bookingId)
                .bind("reason", Outcome.UNKNOWN_BOOKING)
                .map(row -> bool(row, "cancelled"))
                .one();
    }

    @Override
    public Mono<Void> await(RequestKey id, Waiter waiter) {
        return keyed("""
                        insert into waiters (source, key, correlation_id, reply_topic, reply_partition, repeated)
                        values (:source, :key, :correlation, :topic, :partition, :repeated)
                        on conflict do nothing""", id)
                .bind("correlation", waiter.correlationId())
                .bind("topic", waiter.replyTopic())
                .bind("partition", waiter.replyPartition())
                .bind("repeated", waiter.repeated())
                .then();
    }

    @Override
    public Mono<Void> attach(RequestKey id, UUID bookingId) {
        return keyed("""
                        update requests set booking_id = :booking, repeated = true
                        where source = :source and key = :key and state = 'OPEN'""", id).bind("booking", bookingId).then();
    }

    @Override
    public Mono<Void> claim(RequestKey id, UUID bookingId) {
        return keyed(
                        "update requests set booking_id = :booking where source = :source and key = :key and state = 'OPEN'",
                        id)
                .bind("booking", bookingId)
                .then();
    }

    @Override
    public Mono<Decided> decide(RequestKey id, Outcome outcome) {
        return keyed("""
                        update requests
                        set state = 'DECIDED', outcome = :outcome, repeated = :repeated, decided_at = (select meridian_now())
                        where source = :source and key = :key and state = 'OPEN'""", id)
                .bind("outcome", JsonColumns.write(outcome))
                .bind("repeated", outcome.repeated())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .flatMap(updated -> decided(id, outcome));
    }

    @Override
    public Flux<Decided> decideAll(UUID bookingId, Collection<String> commands, Outcome outcome) {
        return database.sql("""
                        with decided as (
                            update requests
                            set state = 'DECIDED', decided_at = (select meridian_now()),
                                outcome = case when repeated then :again else :outcome end
                            where booking_id = :booking and command = any(:commands) and state = 'OPEN'
                            returning source, key, repeated, accepted_at)
                        select * from decided order by accepted_at, source, key""")
                .bind("booking", bookingId)
                .bind("commands", commands.toArray(String[]::new))
                .bind("outcome", JsonColumns.write(outcome))
                .bind("again", JsonColumns.write(outcome.again()))
                .map(row -> new Decided(
                        new RequestKey(text(row, "source"), text(row, "key")),
                        bool(row, "repeated") ? outcome.again() : outcome,
                        List.of()))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(request -> decided(request.id(), request.outcome()));
    }

    // A statement of its own, after the row was locked: it must see whoever came to wait until then.
    private Mono<Decided> decided(RequestKey id, Outcome outcome) {
        return keyed("""
                        delete from waiters where source = :source and key = :key
                        returning correlation_id, reply_topic, reply_partition, repeated""", id)
                .map(R2dbcRequests::waiter)
                .all()
                .collectList()
                .map(waiters -> new Decided(id, outcome, waiters));
    }

    private GenericExecuteSpec keyed(String sql, RequestKey id) {
        return database.sql(sql).bind("source", id.source()).bind("key", id.key());
    }

    private static Waiter waiter(Readable row) {
        return new Waiter(
                text(row, "correlation_id"),
                text(row, "reply_topic"),
                integer(row, "reply_partition"),
                bool(row, "repeated"));
    }

    private static StoredRequest request(Readable row) {
        Json outcome = row.get("outcome", Json.class);
        return new StoredRequest(
                new RequestKey(text(row, "source"), text(row, "key")),
                text(row, "command"),
                PayloadHash.of(Columns.get(row, "payload_hash", byte[].class)),
                uuid(row, "booking_id"),
                bool(row, "repeated"),
                instant(row, "accepted_at"),
                instant(row, "expires_at"),
                outcome == null ? null : JsonColumns.read(outcome.asString(), Outcome.class),
                instantOrNull(row, "decided_at"));
    }
}
