package dev.meridian.scheduling.suggestion;

import dev.meridian.scheduling.catalogue.Weekday;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

/**
 * When a customer has come so far: how many appointments began in an hour of the week, on the clock they were booked by.
 *
 * @param counts in order of day and hour, none of them 0
 */
public record Patterns(List<Count> counts) {

    /** Those of one who has not come yet. */
    public static final Patterns NONE = new Patterns(List.of());

    /**
     * The appointments of one hour of the week.
     *
     * @param hour 0 to 23: from the full hour to the next
     */
    public record Count(Weekday day, int hour, int count) {

        public Count {
            if (hour < 0 || hour > 23) {
                throw new IllegalArgumentException("hour: " + hour + " (expected: 0 to 23)");
            }
            if (count < 1) {
                throw new IllegalArgumentException("count: " + count + " (expected: > 0)");
            }
        }
    }

    public Patterns {
        counts = counts.stream()
                .sorted(Comparator.comparing(Count::day).thenComparingInt(Count::hour))
                .toList();
    }

    /** Whether an appointment has begun in that hour of the week before. */
    boolean know(LocalDateTime start) {
        Weekday day = Weekday.of(start.getDayOfWeek());
        return counts.stream().anyMatch(count -> count.day() == day && count.hour() == start.getHour());
    }
}
