package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTests {

    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void asksOnceForAllWhoAskAtTheSameTime() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<Integer> first =
                CompletableFuture.supplyAsync(() -> flights.get("q", () -> slow(answer)), threads);
        await().until(() -> asked.get() == 1);
        CountDownLatch joining = new CountDownLatch(1);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(
                () -> {
                    joining.countDown();
                    return flights.get("q", () -> slow(answer));
                },
                threads);
        assertThat(joining.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(second).isNotDone();
        answer.countDown();
        assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(second.get(5, TimeUnit.SECONDS)).isBetween(1, 2);
    }

    @Test
    void keepsNoAnswer() {
        assertThat(flights.get("q", asked::incrementAndGet)).isEqualTo(1);
        assertThat(flights.get("q", asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void passesAFailureOnAndAsksAnewNextTime() {
        assertThatThrownBy(() -> flights.get("q", () -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(flights.get("q", asked::incrementAndGet)).isEqualTo(1);
    }

    private int slow(CountDownLatch answer) {
        int count = asked.incrementAndGet();
        try {
            assertThat(answer.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return count;
    }
}
