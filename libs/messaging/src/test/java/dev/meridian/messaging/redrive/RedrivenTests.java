package dev.meridian.messaging.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class RedrivenTests {

    @Test
    void commitsWhatHasNoGapBeforeIt() {
        Redriven redriven = new Redriven(null, 10);
        redriven.add(10);
        redriven.add(11);
        assertThat(redriven.committed()).isEqualTo(new OffsetAndMetadata(12, ""));
    }

    @Test
    void remembersWhatIsBehindAGap() {
        Redriven redriven = new Redriven(null, 0);
        redriven.add(3);
        redriven.add(5);
        redriven.add(4);
        redriven.add(9);
        assertThat(redriven.committed()).isEqualTo(new OffsetAndMetadata(0, "3-5,9-9"));
        assertThat(redriven.contains(4)).isTrue();
        assertThat(redriven.contains(6)).isFalse();
    }

    @Test
    void forgetsWhatTheBrokerHasDeleted() {
        Redriven redriven = new Redriven(new OffsetAndMetadata(2, "4-6,9-9"), 6);
        assertThat(redriven.next()).isEqualTo(7);
        assertThat(redriven.committed()).isEqualTo(new OffsetAndMetadata(7, "9-9"));
    }

    @Test
    void saysWhenItCanRememberNoMore() {
        Redriven redriven = new Redriven(null, 0);
        long offset = 1_000_000;
        while (redriven.hasRoom()) {
            redriven.add(offset);
            offset += 2;
        }
        assertThat(redriven.committed().metadata().length()).isLessThan(4_096);
    }

    @Test
    void agreesWithASetAfterAnyNumberOfRuns() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Set<Long> expected = new HashSet<>();
            Redriven redriven = new Redriven(null, 0);
            for (int i = 0; i < 60; i++) {
                long offset = random.nextInt(80);
                if (expected.add(offset)) {
                    redriven.add(offset);
                }
                if (random.nextInt(5) == 0) {
                    redriven = new Redriven(redriven.committed(), 0);
                }
            }
            for (long offset = 0; offset < 80; offset++) {
                assertThat(redriven.contains(offset))
                        .as("offset %d, round %d, seed %d", offset, round, seed)
                        .isEqualTo(expected.contains(offset));
            }
        }
    }
}
