package dev.meridian.scheduling.suggestion;

import dev.meridian.scheduling.suggestion.Suggestion.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks a few slots that give a caller a real choice: different days first, at hours people like to keep, then what suits the
 * caller best by points, the soonest days, and different parts of the day. The same slots always give the same picks.
 */
public final class Suggestions {

    private final Profile profile;
    private final Duration buffer;
    private final Weights weights;
    private final ZoneId viewerZone;

    private Suggestions(Profile profile, Duration hostBuffer, Weights weights, ZoneId viewerZone) {
        Duration own = profile.preferences().buffer();
        this.profile = profile;
        this.buffer = own.compareTo(hostBuffer) > 0 ? own : hostBuffer;
        this.weights = weights;
        this.viewerZone = viewerZone;
    }

    /**
     * At most {@code max} of the candidates, best first, so that the first few are themselves a good choice.
     *
     * @param candidates in any order
     * @param profile who asks
     * @param hostBuffer the free time that the host keeps; the customer's own counts where it is longer
     * @param viewerZone the zone whose days and hours count
     */
    public static <T> List<Suggestion<T>> rank(
            List<Candidate<T>> candidates,
            Profile profile,
            Duration hostBuffer,
            Weights weights,
            ZoneId viewerZone,
            int max) {
        return new Suggestions(profile, hostBuffer, weights, viewerZone).pick(candidates, max);
    }

    private <T> List<Suggestion<T>> pick(List<Candidate<T>> candidates, int max) {
        List<Judged<T>> left = new ArrayList<>(candidates.size());
        for (Candidate<T> candidate : candidates) {
            left.add(judge(candidate));
        }
        List<Suggestion<T>> picked = new ArrayList<>();
        Map<LocalDate, Integer> perDay = new HashMap<>();
        Map<Part, Integer> perPart = new EnumMap<>(Part.class);
        while (picked.size() < max && !left.isEmpty()) {
            Judged<T> best = left.stream()
                    .min(Comparator.<Judged<T>>comparingInt(judged -> perDay.getOrDefault(judged.day(), 0))
                            .thenComparingInt(Judged::discomfort)
                            .thenComparing(Judged::score, Comparator.reverseOrder())
                            .thenComparing(Judged::day)
                            .thenComparingInt(judged -> perPart.getOrDefault(judged.part(), 0))
                            .thenComparing(Judged::at))
                    .orElseThrow();
            left.remove(best);
            picked.add(best.suggestion());
            perDay.merge(best.day(), 1, Integer::sum);
            perPart.merge(best.part(), 1, Integer::sum);
        }
        return picked;
    }

    private <T> Judged<T> judge(Candidate<T> candidate) {
        LocalDateTime local = LocalDateTime.ofInstant(candidate.time().start(), viewerZone);
        boolean named = profile.preferences().names(candidate.time(), viewerZone);
        boolean usual = profile.patterns().know(local);
        List<Point> why = new ArrayList<>();
        point(why, Merit.PREFERRED_TIME, named);
        point(why, Merit.BUFFER_KEPT, candidate.keeps(buffer));
        point(why, Merit.HISTORY, usual);
        point(why, Merit.BACK_TO_BACK, candidate.touches());
        Suggestion<T> suggestion = new Suggestion<>(candidate.slot(), why);
        return new Judged<>(
                suggestion, suggestion.score(), local, candidate.time().start(), named || usual);
    }

    private void point(List<Point> why, Merit merit, boolean holds) {
        if (holds) {
            why.add(new Point(merit, weights.of(merit)));
        }
    }

    private enum Part {
        MORNING,
        AFTERNOON,
        EVENING,
        NIGHT;

        static Part of(LocalTime time) {
            if (PartOfDay.MORNING.includes(time)) {
                return MORNING;
            }
            if (PartOfDay.AFTERNOON.includes(time)) {
                return AFTERNOON;
            }
            return PartOfDay.EVENING.includes(time) ? EVENING : NIGHT;
        }
    }

    private record Judged<T>(Suggestion<T> suggestion, int score, LocalDateTime local, Instant at, boolean liked) {
        LocalDate day() {
            return local.toLocalDate();
        }

        Part part() {
            return Part.of(local.toLocalTime());
        }

        /** 0 in office hours and where this very customer likes to come, 1 when most people are up, 2 at night. */
        int discomfort() {
            int hour = local.getHour();
            if (liked || (hour >= 9 && hour < 18)) {
                return 0;
            }
            return hour >= 7 && hour < 21 ? 1 : 2;
        }
    }
}
