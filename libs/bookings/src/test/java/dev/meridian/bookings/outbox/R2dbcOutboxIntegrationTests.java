package dev.meridian.bookings.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bookings.TestBook;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class R2dbcOutboxIntegrationTests {

    private static final String KEY = "a-booking";

    @RegisterExtension
    static final TestBook book = new TestBook();

    private final Outbox outbox = book.outbox;

    @Test
    void keepsAMessageUntilItIsPublished() {
        OutboxMessage message = message(new byte[] {0, 1, 2});
        outbox.add(message).block();
        outbox.add(message).block();

        List<Pending> pending = pending();

        assertThat(pending).hasSize(1);
        assertThat(pending.getFirst().message().bytes()).containsExactly(0, 1, 2);
        assertThat(pending.getFirst().message().headers()).isEqualTo(message.headers());
        outbox.published(List.of(pending.getFirst().id())).block();
        assertThat(pending()).isEmpty();
    }

    @Test
    void keepsAMessageWithoutAValue() {
        outbox.add(new OutboxMessage(UUID.randomUUID(), "catalogue.v1", KEY, Map.of("ce_id", "1"), null))
                .block();

        assertThat(pending())
                .hasSize(1)
                .allSatisfy(pending -> assertThat(pending.message().bytes()).isNull());
    }

    @Test
    void aShardHasOneRelayAtATime() {
        Boolean second = book.transaction
                .transactional(outbox.tryLock(3).flatMap(first -> outside(outbox.tryLock(3))))
                .block();

        assertThat(second).isFalse();
        assertThat(book.transaction.transactional(outbox.tryLock(3)).block()).isTrue();
    }

    @Test
    void tellsHowLongTheOldestMessageHasWaited() {
        assertThat(outbox.lag().block()).isEqualTo(Duration.ZERO);
        outbox.add(message(new byte[] {1})).block();
        book.database
                .sql("update outbox set created_at = created_at - interval '1 minute'")
                .then()
                .block();

        assertThat(outbox.lag().block()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    // On another connection.
    private Mono<Boolean> outside(Mono<Boolean> call) {
        return Mono.fromFuture(() -> book.transaction.transactional(call).toFuture());
    }

    private List<Pending> pending() {
        return outbox.pending(Outbox.shard(KEY), 10)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static OutboxMessage message(byte[] payload) {
        return new OutboxMessage(
                UUID.randomUUID(), "booking.events.v1", KEY, Map.of("ce_id", "1"), ByteBuffer.wrap(payload));
    }
}
