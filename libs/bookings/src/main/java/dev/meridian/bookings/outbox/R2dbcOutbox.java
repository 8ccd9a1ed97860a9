package dev.meridian.bookings.outbox;

import static dev.meridian.bookings.database.Columns.bool;
import static dev.meridian.bookings.database.Columns.get;
import static dev.meridian.bookings.database.Columns.integer;
import static dev.meridian.bookings.database.Columns.json;
import static dev.meridian.bookings.database.Columns.text;
import static dev.meridian.bookings.database.Columns.uuid;

import dev.meridian.bookings.database.JsonColumns;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Outbox} in Postgres. */
public final class R2dbcOutbox implements Outbox {

    private final DatabaseClient database;

    public R2dbcOutbox(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(OutboxMessage message) {
        byte[] payload = message.bytes();
        GenericExecuteSpec insert = database.sql("""
                        insert into outbox (msg_id, topic, key, headers, payload, shard, created_at)
                        values (:id, :topic, :key, :headers, :payload, :shard, (select meridian_now()))
                        on conflict do nothing""")
                .bind("id", message.msgId())
                .bind("topic", message.topic())
                .bind("key", message.key())
                .bind("headers", JsonColumns.write(message.headers()))
                .bind("shard", Outbox.shard(message.key()));
        return (payload == null
                        ? insert.bindNull("payload", ByteBuffer.class)
                        : insert.bind("payload", ByteBuffer.wrap(payload)))
                .then();
    }

    @Override
    public Flux<Integer> waiting() {
        return database.sql("select distinct shard from outbox where published_at is null order by shard")
                .map(row -> integer(row, "shard"))
                .all();
    }

    @Override
    public Mono<Boolean> tryLock(int shard) {
        return database.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 0)) as locked")
                .bind("name", "outbox/" + shard)
                .map(row -> bool(row, "locked"))
                .one();
    }

    @Override
    public Flux<Pending> pending(int shard, int max) {
        return database.sql("""
                        select id, msg_id, topic, key, headers, payload from outbox
                        where shard = :shard and published_at is null
                        order by id
                        limit :max""")
                .bind("shard", shard)
                .bind("max", max)
                .map(R2dbcOutbox::pending)
                .all();
    }

    @Override
    public Mono<Void> published(Collection<Long> ids) {
        return database.sql("update outbox set published_at = (select meridian_now()) where id = any(:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .then();
    }

    @Override
    public Mono<Duration> lag() {
        return database.sql("""
                        select coalesce(
                            (extract(epoch from meridian_now() - min(created_at)) * 1000)::bigint, 0::bigint) as lag
                        from outbox where published_at is null""")
                .map(row -> Duration.ofMillis(Math.max(0L, get(row, "lag", Long.class))))
                .one();
    }

    private static Pending pending(Readable row) {
        byte[] payload = row.get("payload", byte[].class);
        return new Pending(
                get(row, "id", Long.class),
                new OutboxMessage(
                        uuid(row, "msg_id"),
                        text(row, "topic"),
                        text(row, "key"),
                        JsonColumns.namedTexts(json(row, "headers")),
                        payload == null ? null : ByteBuffer.wrap(payload)));
    }
}
