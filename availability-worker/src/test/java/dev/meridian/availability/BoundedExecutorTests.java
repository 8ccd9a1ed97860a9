package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedExecutorTests {

    @Test
    void refusesWhatDoesNotFitAndHasRoomAgainLater() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (BoundedExecutor executor = new BoundedExecutor(2)) {
            Runnable task = () -> {
                try {
                    end.await();
                    done.incrementAndGet();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            };
            assertThat(executor.tryExecute(task)).isTrue();
            assertThat(executor.tryExecute(task)).isTrue();
            assertThat(executor.tryExecute(task)).isFalse();
            end.countDown();
            await().until(() -> executor.tryExecute(done::incrementAndGet));
        }
        assertThat(done).hasValue(3);
    }
}
