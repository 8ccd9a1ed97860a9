package dev.meridian.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.availability.BusyMirror.Answer;
import dev.meridian.scheduling.time.TimeRange;
import dev.meridian.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusyMirrorTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(5);
    private static final TimeRange DAY = TimeRange.of(NOW, Duration.ofDays(1));
    private static final TimeRange BUSY = TimeRange.of(NOW.plusSeconds(3600), Duration.ofHours(1));

    private final SettableClock clock = new SettableClock(NOW);
    private final BusyMirror mirror = new BusyMirror(AGE, clock);

    @Test
    void keepsAnAnswerUntilItIsTooOld() {
        mirror.keep("a", answer(NOW, BUSY));
        clock.set(NOW.plus(AGE).minusMillis(1));
        assertThat(mirror.find("a", DAY)).hasValue(answer(NOW, BUSY));

        clock.set(NOW.plus(AGE));
        assertThat(mirror.find("a", DAY)).isEmpty();
        assertThat(mirror.find("b", DAY)).isEmpty();
    }

    @Test
    void saysNothingOfWhatTheAnswerDoesNotCover() {
        mirror.keep("a", answer(NOW));

        assertThat(mirror.find("a", new TimeRange(NOW.minusMillis(1), DAY.end())))
                .isEmpty();
        assertThat(mirror.find("a", new TimeRange(NOW, DAY.end().plusMillis(1))))
                .isEmpty();
        assertThat(mirror.find("a", BUSY)).isPresent();
    }

    @Test
    void takesTheLaterOfTwoAnswersWhicheverComesFirst() {
        mirror.keep("a", answer(NOW.minusSeconds(10)));
        mirror.keep("a", answer(NOW, BUSY));
        mirror.keep("a", answer(NOW.minusSeconds(5)));

        assertThat(mirror.find("a", DAY)).hasValue(answer(NOW, BUSY));
    }

    @Test
    void doesNotTrustAClockThatIsAhead() {
        mirror.keep("a", answer(NOW.plus(Duration.ofHours(1)), BUSY));
        assertThat(mirror.find("a", DAY)).hasValue(answer(NOW, BUSY));

        clock.set(NOW.plusSeconds(1));
        mirror.keep("a", answer(NOW.plusSeconds(1)));
        assertThat(mirror.find("a", DAY)).hasValue(answer(NOW.plusSeconds(1)));
    }

    @Test
    void forgets() {
        mirror.keep("a", answer(NOW));
        mirror.forget("a");
        mirror.forget("b");

        assertThat(mirror.find("a", DAY)).isEmpty();
    }

    @Test
    void keepsNothingWhereItMayNot() {
        BusyMirror none = new BusyMirror(Duration.ZERO, clock);
        none.keep("a", answer(NOW));

        assertThat(none.isKept()).isFalse();
        assertThat(none.find("a", DAY)).isEmpty();
    }

    @Test
    void makesRoomOfWhatWasNotUsedForTheLongestTime() {
        int half = BusyMirror.MOST_TIMES / 2;
        mirror.keep("a", many(half - 1));
        mirror.keep("b", many(half - 1));
        assertThat(mirror.find("a", DAY)).isPresent();
        assertThat(mirror.find("b", DAY)).isPresent();
        assertThat(mirror.find("a", DAY)).isPresent();

        mirror.keep("c", answer(NOW));

        assertThat(mirror.find("a", DAY)).isPresent();
        assertThat(mirror.find("b", DAY)).isEmpty();
        assertThat(mirror.find("c", DAY)).isPresent();
    }

    @Test
    void keepsNoAnswerThatIsTooLargeByItself() {
        mirror.keep("a", many(BusyMirror.MOST_TIMES));

        assertThat(mirror.find("a", DAY)).isEmpty();
    }

    private static Answer many(int times) {
        return new Answer(NOW, DAY, Collections.nCopies(times, BUSY));
    }

    private static Answer answer(Instant asOf, TimeRange... busy) {
        return new Answer(asOf, DAY, List.of(busy));
    }
}
