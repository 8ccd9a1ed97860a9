package dev.meridian.scheduling.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.scheduling.catalogue.Weekday;
import dev.meridian.scheduling.catalogue.WeeklyWindow;
import dev.meridian.scheduling.suggestion.Suggestion.Point;
import dev.meridian.scheduling.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SuggestionsTests {
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test
    void prefersSoonDifferentDaysAndPartsAtDecentHours() {
        assertThat(spread(nightShift(), 5))
                .extracting(slot -> slot.atZone(LOS_ANGELES).toLocalDateTime().toString())
                .containsExactly(
                        "2026-11-23T09:00",
                        "2026-11-24T12:00",
                        "2026-11-25T09:00",
                        "2026-11-26T12:00",
                        "2026-11-27T09:00");
    }

    @Test
    void spreadsOverTheOneDayThereIs() {
        List<Instant> slots = instants("2026-11-23T17:00:00Z", "2026-11-23T18:00:00Z", "2026-11-23T22:00:00Z");
        assertThat(spread(slots, 2)).containsExactly(slots.get(0), slots.get(2));
    }

    @Test
    void takesTheNightWhenThereIsNothingElse() {
        List<Instant> slots = instants("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z");
        assertThat(spread(slots, 3)).containsExactlyElementsOf(slots);
    }

    @Test
    void countsDaysInTheViewersZone() {
        List<Instant> slots = instants("2026-11-23T23:00:00Z", "2026-11-24T00:00:00Z", "2026-11-24T18:00:00Z");
        assertThat(spread(slots, 2)).containsExactly(slots.get(0), slots.get(2));
    }

    @Test
    void doesNotDependOnTheOrderOfTheSlotsAndGivesNoneTwice() {
        List<Instant> slots = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            slots.add(Instant.parse("2026-11-23T13:00:00Z").plusSeconds(1800L * i));
        }
        List<Instant> expected = spread(slots, 5);
        Collections.shuffle(slots, new Random(1));
        assertThat(spread(slots, 5)).isEqualTo(expected).doesNotHaveDuplicates();
        assertThat(spread(slots, 3)).isEqualTo(expected.subList(0, 3));
        assertThat(spread(List.of(), 3)).isEmpty();
    }

    @Test
    void putsATimeTheCustomerHasNamedFirst() {
        Profile profile = profile(windows("TUE", "10:00", "12:00"), Patterns.NONE);
        List<Suggestion<Instant>> ranked = rank(free(nightShift()), profile, 3);
        assertThat(local(ranked.getFirst())).isEqualTo("2026-11-24T10:00");
        assertThat(ranked.getFirst().why())
                .containsExactly(new Point(Merit.PREFERRED_TIME, 30), new Point(Merit.BUFFER_KEPT, 20));
        assertThat(ranked.getFirst().score()).isEqualTo(50);
        assertThat(ranked.get(1).why()).containsExactly(new Point(Merit.BUFFER_KEPT, 20));
        assertThat(ranked).extracting(SuggestionsTests::day).doesNotHaveDuplicates();
    }

    @Test
    void putsAnHourTheCustomerHasComeInFirst() {
        Profile profile = profile(Preferences.NONE, new Patterns(List.of(new Patterns.Count(Weekday.WED, 11, 2))));
        List<Suggestion<Instant>> ranked = rank(free(nightShift()), profile, 3);
        assertThat(local(ranked.getFirst())).isEqualTo("2026-11-25T11:00");
        assertThat(ranked.getFirst().why())
                .containsExactly(new Point(Merit.BUFFER_KEPT, 20), new Point(Merit.HISTORY, 25));
    }

    @Test
    void letsACustomersOwnEarlyHoursCountForDecent() {
        Profile profile = profile(windows("THU", "05:00", "06:00"), Patterns.NONE);
        assertThat(local(rank(free(nightShift()), profile, 1).getFirst())).isEqualTo("2026-11-26T05:00");
    }

    @Test
    void weighsAllThatHoldsOfASlot() {
        Profile profile =
                profile(windows("MON", "09:00", "10:00"), new Patterns(List.of(new Patterns.Count(Weekday.MON, 9, 1))));
        Suggestion<Instant> touching = only(candidate("2026-11-23T17:00:00Z", Duration.ZERO), profile, Duration.ZERO);
        assertThat(touching.why())
                .containsExactly(
                        new Point(Merit.PREFERRED_TIME, 30),
                        new Point(Merit.HISTORY, 25),
                        new Point(Merit.BACK_TO_BACK, -10));
        assertThat(touching.score()).isEqualTo(45);
    }

    @Test
    void keepsTheLongerOfTheHostsAndTheCustomersBuffer() {
        Profile patient = profile(new Preferences(Set.of(), List.of(), 30, null, 1), Patterns.NONE);
        Candidate<Instant> near = candidate("2026-11-23T17:00:00Z", QUARTER);
        assertThat(only(near, Profile.ANYBODY, QUARTER).why()).containsExactly(new Point(Merit.BUFFER_KEPT, 20));
        assertThat(only(near, Profile.ANYBODY, HOUR).why()).isEmpty();
        assertThat(only(near, patient, QUARTER).why()).isEmpty();
        assertThat(only(candidate("2026-11-23T17:00:00Z", Duration.ofMinutes(30)), patient, QUARTER)
                        .why())
                .containsExactly(new Point(Merit.BUFFER_KEPT, 20));
        assertThat(only(candidate("2026-11-23T17:00:00Z", null), patient, HOUR).why())
                .containsExactly(new Point(Merit.BUFFER_KEPT, 20));
    }

    @Test
    void preferTheHoursThatStandAlone() {
        List<Candidate<Instant>> candidates =
                List.of(candidate("2026-11-23T17:00:00Z", Duration.ZERO), candidate("2026-11-23T18:00:00Z", HOUR));
        assertThat(rank(candidates, Profile.ANYBODY, 2))
                .extracting(Suggestion::slot)
                .containsExactly(candidates.get(1).slot(), candidates.get(0).slot());
    }

    @Test
    void countsAsTheWeightsSay() {
        Weights weights = new Weights(1, 2, 4, -8);
        Profile profile =
                profile(windows("MON", "09:00", "10:00"), new Patterns(List.of(new Patterns.Count(Weekday.MON, 9, 1))));
        assertThat(Suggestions.rank(
                                List.of(candidate("2026-11-23T17:00:00Z", null)),
                                profile,
                                Duration.ZERO,
                                weights,
                                LOS_ANGELES,
                                1)
                        .getFirst()
                        .score())
                .isEqualTo(7);
        assertThat(weights.of(Merit.BACK_TO_BACK)).isEqualTo(-8);
        assertThat(Merit.PREFERRED_TIME.code()).isEqualTo("preferred_time");
    }

    @Test
    void readsPreferencesOnTheClockTheyNameElseOnTheViewers() {
        TimeRange nineInNewYork = hour("2026-11-23T14:00:00Z");
        assertThat(windows("MON", "09:00", "10:00").names(nineInNewYork, NEW_YORK))
                .isTrue();
        assertThat(windows("MON", "09:00", "10:00").names(nineInNewYork, LOS_ANGELES))
                .isFalse();
        Preferences own =
                new Preferences(Set.of(), windows("MON", "09:00", "10:00").windows(), 0, NEW_YORK, 1);
        assertThat(own.names(nineInNewYork, LOS_ANGELES)).isTrue();
    }

    @Test
    void wantsTheWholeAppointmentInAWindow() {
        Preferences preferences = windows("MON", "09:00", "10:30");
        assertThat(preferences.names(hour("2026-11-23T17:30:00Z"), LOS_ANGELES)).isTrue();
        assertThat(preferences.names(hour("2026-11-23T17:45:00Z"), LOS_ANGELES)).isFalse();
        assertThat(preferences.names(hour("2026-11-23T16:45:00Z"), LOS_ANGELES)).isFalse();
        assertThat(windows("MON", "20:00", "24:00").names(hour("2026-11-24T07:00:00Z"), LOS_ANGELES))
                .isTrue();
    }

    @Test
    void givesAWindowPastMidnightToTheDayItStartsOn() {
        Preferences preferences = windows("MON", "22:00", "02:00");
        assertThat(preferences.names(hour("2026-11-24T09:00:00Z"), LOS_ANGELES)).isTrue();
        assertThat(preferences.names(hour("2026-11-23T09:00:00Z"), LOS_ANGELES)).isFalse();
        assertThat(preferences.names(hour("2026-11-24T09:30:00Z"), LOS_ANGELES)).isFalse();
    }

    @Test
    void wantsDayAndWindowWhereBothAreNamed() {
        WeeklyWindow morning = WeeklyWindow.of(Set.of(Weekday.MON, Weekday.TUE), "09:00", "12:00");
        Preferences both = new Preferences(Set.of(Weekday.TUE), List.of(morning), 0, null, 1);
        assertThat(both.names(hour("2026-11-24T17:00:00Z"), LOS_ANGELES)).isTrue();
        assertThat(both.names(hour("2026-11-23T17:00:00Z"), LOS_ANGELES)).isFalse();
        assertThat(both.names(hour("2026-11-24T22:00:00Z"), LOS_ANGELES)).isFalse();
        Preferences days = new Preferences(Set.of(Weekday.TUE), List.of(), 0, null, 1);
        assertThat(days.names(hour("2026-11-24T22:00:00Z"), LOS_ANGELES)).isTrue();
        assertThat(Preferences.NONE.names(hour("2026-11-24T22:00:00Z"), LOS_ANGELES))
                .isFalse();
    }

    @Test
    void saysWhatABufferAndACountCanBe() {
        assertThatThrownBy(() -> new Preferences(Set.of(), List.of(), -1, null, 1))
                .hasMessage("bufferMinutes: -1 (expected: 0 to 1440)");
        assertThatThrownBy(() -> new Patterns.Count(Weekday.MON, 24, 1)).hasMessage("hour: 24 (expected: 0 to 23)");
        assertThatThrownBy(() -> new Patterns.Count(Weekday.MON, 1, 0)).hasMessage("count: 0 (expected: > 0)");
    }

    @RepeatedTest(200)
    void ranksTheSameCandidatesAlikeInAnyOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Candidate<Instant>> candidates = new ArrayList<>();
        Instant at = Instant.parse("2026-11-20T00:00:00Z");
        for (int i = 0; i < 40; i++) {
            at = at.plus(QUARTER.multipliedBy(1 + random.nextInt(12)));
            Duration gap = random.nextBoolean() ? null : QUARTER.multipliedBy(random.nextInt(4));
            candidates.add(new Candidate<>(at, TimeRange.of(at, HOUR), gap));
        }
        Weekday day = Weekday.of(DayOfWeek.of(1 + random.nextInt(7)));
        Profile profile = profile(
                new Preferences(Set.of(day), List.of(), random.nextInt(60), null, 1),
                new Patterns(List.of(new Patterns.Count(day, random.nextInt(24), 1))));
        List<Suggestion<Instant>> expected = rank(candidates, profile, 5);

        Collections.shuffle(candidates, random);
        List<Suggestion<Instant>> shuffled = rank(candidates, profile, 5);

        assertThat(shuffled).as("seed %d", repetition.getCurrentRepetition()).isEqualTo(expected);
        assertThat(rank(candidates, profile, 3)).isEqualTo(expected.subList(0, 3));
        assertThat(expected).extracting(Suggestion::slot).doesNotHaveDuplicates();
        // As many days as there are, before any comes twice.
        long days = candidates.stream()
                .map(candidate -> candidate.slot().atZone(LOS_ANGELES).toLocalDate())
                .distinct()
                .count();
        assertThat(expected.stream().map(SuggestionsTests::day).distinct()).hasSize((int) Math.min(5, days));
    }

    @Test
    void dividesTheDayAsCallersDo() {
        assertThat(PartOfDay.of(" Morning")).contains(PartOfDay.MORNING);
        assertThat(PartOfDay.of("teatime")).isEmpty();
        assertThat(PartOfDay.MORNING.includes(LocalTime.of(5, 0))).isTrue();
        assertThat(PartOfDay.MORNING.includes(LocalTime.of(12, 0))).isFalse();
        assertThat(PartOfDay.AFTERNOON.includes(LocalTime.of(16, 59))).isTrue();
        assertThat(PartOfDay.EVENING.includes(LocalTime.of(22, 0))).isFalse();
        assertThat(PartOfDay.ANY.includes(LocalTime.of(3, 0))).isTrue();
        assertThat(PartOfDay.EVENING.code()).isEqualTo("evening");
    }

    /** The default night shift as Los Angeles sees it: 5 AM to 1 PM, Monday to Friday. */
    private static List<Instant> nightShift() {
        List<Instant> slots = new ArrayList<>();
        for (int day = 23; day <= 27; day++) {
            for (int hour = 13; hour <= 21; hour++) {
                slots.add(Instant.parse("2026-11-%02dT%02d:00:00Z".formatted(day, hour)));
            }
        }
        return slots;
    }

    private static Profile profile(Preferences preferences, Patterns patterns) {
        return new Profile(preferences, patterns);
    }

    private static Preferences windows(String day, String start, String end) {
        WeeklyWindow window = WeeklyWindow.of(Set.of(Weekday.valueOf(day)), start, end);
        return new Preferences(Set.of(), List.of(window), 0, null, 1);
    }

    private static List<Candidate<Instant>> free(List<Instant> slots) {
        return slots.stream()
                .map(slot -> new Candidate<>(slot, TimeRange.of(slot, HOUR), null))
                .toList();
    }

    private static Candidate<Instant> candidate(String start, @Nullable Duration gap) {
        return new Candidate<>(Instant.parse(start), hour(start), gap);
    }

    private static TimeRange hour(String start) {
        return TimeRange.of(Instant.parse(start), HOUR);
    }

    private static Suggestion<Instant> only(Candidate<Instant> candidate, Profile profile, Duration hostBuffer) {
        return Suggestions.rank(List.of(candidate), profile, hostBuffer, Weights.STANDARD, LOS_ANGELES, 1)
                .getFirst();
    }

    private static List<Suggestion<Instant>> rank(List<Candidate<Instant>> candidates, Profile profile, int max) {
        return Suggestions.rank(candidates, profile, Duration.ZERO, Weights.STANDARD, LOS_ANGELES, max);
    }

    private static List<Instant> spread(List<Instant> slots, int max) {
        return rank(free(slots), Profile.ANYBODY, max).stream()
                .map(Suggestion::slot)
                .toList();
    }

    private static String local(Suggestion<Instant> suggestion) {
        return suggestion.slot().atZone(LOS_ANGELES).toLocalDateTime().toString();
    }

    private static String day(Suggestion<Instant> suggestion) {
        return local(suggestion).substring(0, 10);
    }

    private static List<Instant> instants(String... texts) {
        return List.of(texts).stream().map(Instant::parse).toList();
    }
}
