package dev.meridian.bookings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HolidayWarmUpTests {

    @Test
    void asksOnceAndBeforeAnythingElseStarts() {
        AtomicInteger questions = new AtomicInteger();
        HolidayWarmUp warmUp = new HolidayWarmUp(questions::incrementAndGet);

        warmUp.start();

        assertThat(questions).hasValue(1);
        assertThat(warmUp.isRunning()).isTrue();
        assertThat(warmUp.getPhase()).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void aServiceStartsAlsoWhereNothingCanBeLoaded() {
        HolidayWarmUp warmUp = new HolidayWarmUp(() -> {
            throw new ServiceConfigurationError("no holidays");
        });

        warmUp.start();

        assertThat(warmUp.isRunning()).isTrue();
    }
}
