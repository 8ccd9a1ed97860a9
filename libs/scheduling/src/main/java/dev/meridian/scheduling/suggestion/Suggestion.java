package dev.meridian.scheduling.suggestion;

import java.util.List;

/**
 * A slot worth suggesting, and why.
 *
 * @param why in order of {@link Merit}, each at most once
 */
public record Suggestion<T>(T slot, List<Point> why) {

    /** What one merit counted. */
    public record Point(Merit merit, int score) {}

    public Suggestion {
        why = List.copyOf(why);
    }

    /** All points together. */
    public int score() {
        return why.stream().mapToInt(Point::score).sum();
    }
}
