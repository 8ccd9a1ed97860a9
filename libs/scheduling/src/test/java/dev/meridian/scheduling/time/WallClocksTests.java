package dev.meridian.scheduling.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.scheduling.time.Transitions.Change;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WallClocksTests {
    @Test
    void knowsSeveralThousandClockChanges() {
        assertThat(Transitions.all()).hasSizeGreaterThan(3000);
    }

    @Test
    void findsEveryInstantAgainFromItsLocalTimeAndOffset() {
        Random random = new Random(4711);
        Transitions.zones().forEach(zone -> {
            for (int i = 0; i < 200; i++) {
                findsAgain(
                        Instant.ofEpochSecond(
                                random.nextLong(Transitions.FROM.getEpochSecond(), Transitions.TO.getEpochSecond())),
                        zone);
            }
        });
    }

    @Test
    void findsEveryInstantAroundEveryClockChangeAgain() {
        for (Change change : Transitions.all()) {
            Instant at = change.transition().getInstant();
            for (long seconds : new long[] {-7200, -3600, -1800, -1, 0, 1, 1800, 3599, 3600, 7200}) {
                findsAgain(at.plusSeconds(seconds), change.zone());
            }
        }
    }

    private static void findsAgain(Instant instant, ZoneId zone) {
        ZonedDateTime at = instant.atZone(zone);
        assertThat(WallClocks.resolve(at.toLocalDateTime(), zone, at.getOffset()))
                .isEqualTo(new WallClock.Exact(at));
        switch (WallClocks.resolve(at.toLocalDateTime(), zone, null)) {
            case WallClock.Exact exact -> assertThat(exact.at()).isEqualTo(at);
            case WallClock.Overlap overlap -> assertThat(at).isIn(overlap.earlier(), overlap.later());
            case WallClock.Gap gap -> throw new AssertionError(gap);
        }
    }

    @Test
    void seesEveryGapFromItsFirstToItsLastSecond() {
        for (Change change : Transitions.all()) {
            if (!change.transition().isGap()) {
                continue;
            }
            LocalDateTime first = change.transition().getDateTimeBefore();
            LocalDateTime end = change.transition().getDateTimeAfter();
            long length = change.transition().getDuration().toSeconds();
            for (LocalDateTime skipped = first; skipped.isBefore(end); skipped = skipped.plusMinutes(15)) {
                assertThat(WallClocks.resolve(
                                skipped, change.zone(), change.transition().getOffsetBefore()))
                        .as("%s in %s", skipped, change.zone())
                        .isEqualTo(new WallClock.Gap(
                                skipped, skipped.plusSeconds(length).atZone(change.zone())));
            }
            assertThat(WallClocks.resolve(first.minusSeconds(1), change.zone(), null))
                    .isInstanceOf(WallClock.Exact.class);
            assertThat(WallClocks.resolve(end.minusSeconds(1), change.zone(), null))
                    .isInstanceOf(WallClock.Gap.class);
            assertThat(WallClocks.resolve(end, change.zone(), null)).isInstanceOf(WallClock.Exact.class);
        }
    }

    @Test
    void seesEveryOverlapFromItsFirstToItsLastSecond() {
        for (Change change : Transitions.all()) {
            if (!change.transition().isOverlap()) {
                continue;
            }
            LocalDateTime first = change.transition().getDateTimeAfter();
            LocalDateTime end = change.transition().getDateTimeBefore();
            ZoneOffset before = change.transition().getOffsetBefore();
            ZoneOffset after = change.transition().getOffsetAfter();
            for (LocalDateTime twice = first; twice.isBefore(end); twice = twice.plusMinutes(15)) {
                ZonedDateTime earlier = ZonedDateTime.ofInstant(twice.toInstant(before), change.zone());
                ZonedDateTime later = ZonedDateTime.ofInstant(twice.toInstant(after), change.zone());
                assertThat(WallClocks.resolve(twice, change.zone(), null))
                        .isEqualTo(new WallClock.Overlap(earlier, later));
                assertThat(WallClocks.resolve(twice, change.zone(), before)).isEqualTo(new WallClock.Exact(earlier));
                assertThat(WallClocks.resolve(twice, change.zone(), after)).isEqualTo(new WallClock.Exact(later));
                assertThat(WallClocks.resolve(twice, change.zone(), ZoneOffset.ofHours(-18)))
                        .isEqualTo(new WallClock.Overlap(earlier, later));
                assertThat(ChronoUnit.SECONDS.between(earlier, later))
                        .isEqualTo(-change.transition().getDuration().toSeconds());
            }
            assertThat(WallClocks.resolve(first.minusSeconds(1), change.zone(), null))
                    .isInstanceOf(WallClock.Exact.class);
            assertThat(WallClocks.resolve(end, change.zone(), null)).isInstanceOf(WallClock.Exact.class);
        }
    }

    @Test
    void letsTheZoneDecideAgainstAnOffsetItDoesNotHave() {
        LocalDateTime nine = LocalDateTime.parse("2026-11-23T09:00");
        assertThat(WallClocks.resolve(nine, ZoneId.of("America/Los_Angeles"), ZoneOffset.ofHours(-7)))
                .isEqualTo(new WallClock.Exact(ZonedDateTime.parse("2026-11-23T09:00-08:00[America/Los_Angeles]")));
    }
}
