package dev.meridian.gateway.view;

import dev.meridian.scheduling.suggestion.Patterns;
import java.util.List;

/**
 * When a customer has come so far.
 *
 * @param counts in order of day and hour
 * @param total all appointments together
 */
public record PatternsJson(List<CountJson> counts, int total) {

    /**
     * The appointments that began in one hour of the week, on the clock they were booked by.
     *
     * @param day {@code MON} to {@code SUN}
     * @param hour 0 to 23
     */
    public record CountJson(String day, int hour, int count) {}

    public PatternsJson {
        counts = List.copyOf(counts);
    }

    public static PatternsJson of(Patterns patterns) {
        return new PatternsJson(
                patterns.counts().stream()
                        .map(count -> new CountJson(count.day().name(), count.hour(), count.count()))
                        .toList(),
                patterns.counts().stream().mapToInt(Patterns.Count::count).sum());
    }
}
