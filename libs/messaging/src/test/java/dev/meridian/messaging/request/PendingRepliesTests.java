package dev.meridian.messaging.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.messaging.request.PendingReplies.Wait;
import dev.meridian.schema.booking.BookingReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PendingRepliesTests {

    private final PendingReplies pending = new PendingReplies(10, Duration.ofMillis(1500));

    @Test
    void refusesAvailabilityWhenFourFifthsWait() {
        admit(8, 0);
        assertThat(admit("more", Priority.AVAILABILITY, 0)).isPresent();
        assertThat(admit("booking", Priority.BOOKING, 0)).isEmpty();
    }

    @Test
    void refusesBookingsOnlyWhenThereIsNoRoom() {
        admit(10, 0);
        assertThat(admit("more", Priority.BOOKING, 0))
                .get()
                .asString()
                .contains("10")
                .contains("expected: < 10");
        pending.take("0");
        assertThat(admit("more", Priority.BOOKING, 0)).isEmpty();
    }

    @Test
    void refusesAvailabilityWhenRepliesDoNotKeepUp() {
        admit(3, 0);
        long later = Duration.ofSeconds(2).toNanos();
        assertThat(admit("more", Priority.AVAILABILITY, later)).isPresent();
        assertThat(admit("booking", Priority.BOOKING, later)).isEmpty();
    }

    @Test
    void bearsASingleSlowRequest() {
        admit(1, 0);
        assertThat(admit("more", Priority.AVAILABILITY, Duration.ofSeconds(2).toNanos()))
                .isEmpty();
    }

    @Test
    void handsAWaitToOneOnly() {
        admit(1, 0);
        assertThat(pending.take("0")).isNotNull();
        assertThat(pending.take("0")).isNull();
        assertThat(pending.size()).isZero();
    }

    private void admit(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            assertThat(admit(Integer.toString(i), Priority.BOOKING, nanos)).isEmpty();
        }
    }

    private Optional<String> admit(String id, Priority priority, long nanos) {
        Optional<?>[] refusal = {Optional.empty()};
        Mono.<BookingReply>create(
                        sink -> refusal[0] = pending.admit(id, new Wait<>(BookingReply.class, sink, priority, nanos)))
                .subscribe();
        return refusal[0].map(String.class::cast);
    }
}
