package dev.meridian.bookings.outbox;

import java.time.Duration;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Messages that were made true by a commit and wait to be sent. A relay owns a shard for the length of a transaction,
 * sends what is pending in order, and marks it after the broker's word. Killed in between, it is sent twice under one id.
 */
public interface Outbox {

    /** Number of shards; the messages of one key are in one shard. */
    int SHARDS = 8;

    /** Adds a message in the caller's transaction. */
    Mono<Void> add(OutboxMessage message);

    /** The shards in which something is not yet sent. */
    Flux<Integer> waiting();

    /** Takes a shard until the caller's transaction ends; false if another relay has it. */
    Mono<Boolean> tryLock(int shard);

    /** What is not yet sent of a shard, in the order of writing. */
    Flux<Pending> pending(int shard, int max);

    /** Marks messages as sent. */
    Mono<Void> published(Collection<Long> ids);

    /** How long the oldest unsent message has waited; zero if there is none. */
    Mono<Duration> lag();

    /** The shard of a key. */
    static int shard(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }
}
