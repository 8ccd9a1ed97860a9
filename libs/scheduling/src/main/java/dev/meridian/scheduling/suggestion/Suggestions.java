package dev.meridian.scheduling.suggestion;

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
import java.util.function.Function;

/**
 * Picks a few slots that give a caller a real choice: different days first, the soonest days first, different parts of
 * the day, and at hours people like to keep. The same slots always give the same picks.
 */
public final class Suggestions {
    private Suggestions() {}

    /**
     * At most {@code max} of the slots, best first, so that the first few are themselves a good choice.
     *
     * @param slots in any order
     * @param start the start of a slot
     * @param viewerZone the zone whose days and hours count
     */
    public static <T> List<T> spread(List<T> slots, Function<? super T, Instant> start, ZoneId viewerZone, int max) {
        List<Candidate<T>> left = new ArrayList<>(slots.size());
        for (T slot : slots) {
            left.add(new Candidate<>(slot, LocalDateTime.ofInstant(start.apply(slot), viewerZone), start.apply(slot)));
        }
        left.sort(Comparator.comparing(Candidate::at));
        List<T> picked = new ArrayList<>();
        Map<LocalDate, Integer> perDay = new HashMap<>();
        Map<Part, Integer> perPart = new EnumMap<>(Part.class);
        while (picked.size() < max && !left.isEmpty()) {
            Candidate<T> best = left.stream()
                    .min(Comparator.<Candidate<T>>comparingInt(candidate -> perDay.getOrDefault(candidate.day(), 0))
                            .thenComparingInt(Candidate::discomfort)
                            .thenComparing(Candidate::day)
                            .thenComparingInt(candidate -> perPart.getOrDefault(candidate.part(), 0)))
                    .orElseThrow();
            left.remove(best);
            picked.add(best.slot());
            perDay.merge(best.day(), 1, Integer::sum);
            perPart.merge(best.part(), 1, Integer::sum);
        }
        return picked;
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

    private record Candidate<T>(T slot, LocalDateTime local, Instant at) {
        LocalDate day() {
            return local.toLocalDate();
        }

        Part part() {
            return Part.of(local.toLocalTime());
        }

        /** 0 in office hours, 1 when most people are up, 2 at night. */
        int discomfort() {
            int hour = local.getHour();
            if (hour >= 9 && hour < 18) {
                return 0;
            }
            return hour >= 7 && hour < 21 ? 1 : 2;
        }
    }
}
